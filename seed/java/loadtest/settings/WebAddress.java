package loadtest.settings;

import com.google.common.net.InetAddresses;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address that an answer names, put into a form that every client reads alike, so that
 * the address that is judged is the address that is called.
 *
 * @param uri with an ASCII host in lower case, without credentials and without a fragment
 * @param host as the address has it, an IPv6 address in brackets
 */
public record WebAddress(URI uri, String host) {
    /** Host and port; neither credentials nor escapes. */
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]@%]+]|[^\\[\\]:@%]+)(?::(\\d{0,5}))?");

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+");

    /** What browsers send escaped, and answers often hold as it is. */
    private static final Pattern UNESCAPED = Pattern.compile("[ \"<>\\\\^`{|}]");

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads an address.
     *
     * @param base what a relative one is relative to
     * @return empty for what is no address, or one of another scheme, without a host or with credentials
     */
    public static Optional<WebAddress> of(URI base, String named) {
        try {
            var text = UNESCAPED
                    .matcher(named.strip())
                    .replaceAll(found -> Matcher.quoteReplacement(String.format(
                            Locale.ROOT, "%%%02X", (int) found.group().charAt(0))));
            // RFC 3986 has a query alone be one of the same path, and a path be "/" at the least; the JDK does not.
            var reference = new URI(text.startsWith("?") ? base.getRawPath() + text : text);
            var rooted = base.getRawPath().isEmpty() ? base.resolve("/") : base;
            return text.isEmpty() ? Optional.empty() : plain(rooted.resolve(reference));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether two addresses are of one server: the same scheme, host and port. */
    public static boolean sameOrigin(URI one, URI other) {
        return one.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && port(one) == port(other);
    }

    /** Whether everything that is sent there can be read on the way. */
    boolean isPlainHttp() {
        return uri.getScheme().equals("http");
    }

    private static Optional<WebAddress> plain(URI address) throws URISyntaxException {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var authority = AUTHORITY.matcher(String.valueOf(address.getRawAuthority()));
        if (!scheme.matches("https?") || address.getRawAuthority() == null || !authority.matches()) {
            return Optional.empty();
        }
        var given = authority.group(1).toLowerCase(Locale.ROOT);
        var host = given.startsWith("[") ? given : IDN.toASCII(given).toLowerCase(Locale.ROOT);
        var port = authority.group(2) == null || authority.group(2).isEmpty() ? "" : ":" + authority.group(2);
        var known = NAME.matcher(host).matches() || InetAddresses.isUriInetAddress(host);
        if (!known || !port.isEmpty() && Integer.parseInt(port.substring(1)) > HIGHEST_PORT) {
            return Optional.empty();
        }
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return Optional.of(
                new WebAddress(new URI(new URI(scheme + "://" + host + port + path + query).toASCIIString()), host));
    }

    /** The port that is called; the JDK finds none behind a host that has an underscore. */
    static int port(URI address) {
        var given = address.getRawAuthority().replaceFirst("^.*?(?::(\\d*))?$", "$1");
        var standard = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        return given.isEmpty() ? standard : Integer.parseInt(given);
    }
}
