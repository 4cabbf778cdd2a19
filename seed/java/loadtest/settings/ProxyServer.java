package loadtest.settings;

import com.google.common.net.InetAddresses;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HTTP proxy that a variable or a property names.
 *
 * @param setting the variable or property
 * @param host without brackets
 * @param encrypted whether the connection to the proxy itself is TLS
 * @param login empty where the proxy asks nobody who they are
 */
public record ProxyServer(String setting, String host, int port, boolean encrypted, Optional<Login> login) {
    private static final String VALID =
            "http://host:port or https://host:port, with user:password@ before the host where"
                    + " the proxy wants a login, special characters of both percent-encoded";

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?<scheme>[^:/@]*)://)?(?:(?<login>.*)@)?(?<host>\\[[^\\[\\]@]*]|[^:/@\\[\\]?#]+)(?::(?<port>\\d{1,5}))?/?");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?");
    private static final int HIGHEST_PORT = 65_535;

    /** As curl has them, for an address that names none. */
    private static final int USUAL_PORT = 1080;

    private static final int USUAL_ENCRYPTED_PORT = 443;

    /** Both may be secret: some proxies take a token for a user. */
    public record Login(Secret user, Secret password) {}

    /**
     * Reads an address as curl does: {@code http://} where it names no scheme, port 1080 where it names no port, or 443 of
     * an {@code https://} one.
     *
     * @throws BadInput for another scheme, and for what is no address
     */
    static ProxyServer parse(String setting, Secret address) {
        var parts = ADDRESS.matcher(address.reveal());
        if (!parts.matches()) {
            throw wrong(setting, address);
        }
        var scheme =
                parts.group("scheme") == null ? "http" : parts.group("scheme").toLowerCase(Locale.ROOT);
        var encrypted = scheme.equals("https");
        var host = parts.group("host").replaceAll("^\\[|]$", "");
        var usual = encrypted ? USUAL_ENCRYPTED_PORT : USUAL_PORT;
        var port = parts.group("port") == null ? usual : Integer.parseInt(parts.group("port"));
        var bracketed = parts.group("host").startsWith("[");
        if (!encrypted && !scheme.equals("http") || !isHost(host, bracketed) || !isPort(port)) {
            throw wrong(setting, address);
        }
        return new ProxyServer(setting, host, port, encrypted, login(setting, address, parts.group("login")));
    }

    /** A host and a port that two properties name. */
    static ProxyServer parse(String hostProperty, String host, String portProperty, String port) {
        if (!isHost(host, false) && !InetAddresses.isInetAddress(host)) {
            throw BadInput.in(hostProperty, shown(host), "the name or address of a host alone");
        }
        if (!port.matches("\\d{1,5}") || !isPort(Integer.parseInt(port))) {
            throw BadInput.in(portProperty, port, "a whole number from 1 to " + HIGHEST_PORT);
        }
        return new ProxyServer(hostProperty, host, Integer.parseInt(port), false, Optional.empty());
    }

    /** Where it is and what names it, without its login. */
    public String shown() {
        return scheme() + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + " (" + setting + ")";
    }

    String scheme() {
        return encrypted ? "https" : "http";
    }

    private static Optional<Login> login(String setting, Secret address, String raw) {
        if (raw == null || raw.isEmpty()) {
            return Optional.empty();
        }
        try {
            var parts = raw.split(":", 2);
            return Optional.of(new Login(
                    Secret.of(setting + ": the decoded user", decoded(parts[0])),
                    Secret.of(setting + ": the decoded password", parts.length > 1 ? decoded(parts[1]) : "")));
        } catch (IllegalArgumentException e) { // it quotes the login
            throw wrong(setting, address);
        }
    }

    private static String decoded(String text) {
        // URLDecoder is for forms and would turn a plus into a space.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean isHost(String text, boolean bracketed) {
        return bracketed
                ? text.contains(":") && InetAddresses.isInetAddress(text)
                : NAME.matcher(text).matches();
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= HIGHEST_PORT;
    }

    private static BadInput wrong(String setting, Secret address) {
        return BadInput.in(setting, shown(address.reveal()), VALID + "; nothing was sent");
    }

    /** What may be a login is not shown. */
    private static String shown(String value) {
        return value.contains("//") || !value.matches("(?s).*[:@].*") ? ShownAddress.of(value) : "***";
    }
}
