package loadtest.settings;

import com.google.common.net.InetAddresses;
import java.net.IDN;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts of one setting that no proxy is asked for.
 *
 * @param setting the variable or property
 */
record DirectHosts(String setting, List<Rule> rules) {
    private static final String VALID =
            "hosts, comma separated, of which each is a name with all names below it, such as"
                    + " example.com, with or without a port; an address, or a block of them, such as 10.0.0.0/8; or * for all";

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_*-]+(\\.[a-z0-9_*-]+)*");
    private static final int HIGHEST_PORT = 65_535;
    private static final int ANY_PORT = 0;

    /** Whether one entry names a host. */
    interface Rule {
        /** @param host in lower case, an IPv6 address without brackets */
        boolean names(String host, int port);
    }

    /**
     * A name, with stars for any characters.
     *
     * @param below whether it names every host below it, too
     */
    record Name(String glob, boolean below, int port) implements Rule {
        @Override
        public boolean names(String host, int asked) {
            var pattern = Stream.of(glob.split("\\*", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b);
            return isPort(port, asked) && host.matches((below ? "(.*\\.)?" : "") + pattern.orElseThrow());
        }
    }

    /**
     * A block of addresses.
     *
     * @param bits how many of the first are the block's
     */
    record Block(InetAddress network, int bits, int port) implements Rule {
        @Override
        public boolean names(String host, int asked) {
            if (!isPort(port, asked) || host.contains("%") || !InetAddresses.isInetAddress(host)) {
                return false;
            }
            var own = network.getAddress();
            var other = InetAddresses.forString(host).getAddress();
            if (own.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((own[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads {@code NO_PROXY} as curl does, and what other programs take there: ports, and {@code *.} before a name.
     *
     * @throws BadInput for an entry that names no host
     */
    static DirectHosts ofVariable(String setting, String text) {
        return new DirectHosts(
                setting,
                Stream.of(text.split("[,\\s]+"))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> rule(entry, true)
                                .orElseThrow(() -> BadInput.in(setting, entry, VALID + "; nothing was sent")))
                        .toList());
    }

    /**
     * Reads {@code http.nonProxyHosts} as the JDK does: whole names, and a star for any characters.
     *
     * @throws BadInput for an entry that names no host
     */
    static DirectHosts ofProperty(String setting, String text) {
        return new DirectHosts(
                setting,
                Stream.of(text.split("\\|"))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> rule(entry, false)
                                .orElseThrow(() -> BadInput.in(
                                        setting, entry, "hosts such as localhost|*.example.com; nothing was sent")))
                        .toList());
    }

    boolean name(String host, int port) {
        return rules.stream().anyMatch(rule -> rule.names(host, port));
    }

    private static Optional<Rule> rule(String entry, boolean below) {
        var text = entry.toLowerCase(Locale.ROOT);
        if (text.contains("/")) {
            return block(text);
        }
        if (InetAddresses.isInetAddress(text)) {
            return Optional.of(address(text, ANY_PORT));
        }
        var parts = WITH_PORT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var port = parts.group(2) == null ? ANY_PORT : Integer.parseInt(parts.group(2));
        if (port > HIGHEST_PORT || parts.group(2) != null && port == ANY_PORT) {
            return Optional.empty();
        }
        var host = parts.group(1).replaceAll("^\\[|]$", "");
        if (InetAddresses.isInetAddress(host)) {
            return Optional.of(address(host, port));
        }
        return parts.group(1).startsWith("[") ? Optional.empty() : name(host, below, port);
    }

    private static Optional<Rule> name(String host, boolean below, int port) {
        var name = (below ? host.replaceFirst("^(\\*?\\.)(?=.)", "") : host).replaceFirst("(?<=.)\\.$", "");
        try {
            // As it is in an address that is called.
            var ascii = name.contains("*") ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
            return NAME.matcher(ascii).matches() ? Optional.of(new Name(ascii, below, port)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Rule address(String text, int port) {
        var address = InetAddresses.forString(text);
        return new Block(address, address.getAddress().length * 8, port);
    }

    private static Optional<Rule> block(String text) {
        var parts = text.split("/", 2);
        if (!parts[1].matches("\\d{1,3}") || !InetAddresses.isInetAddress(parts[0])) {
            return Optional.empty();
        }
        var network = InetAddresses.forString(parts[0]);
        var bits = Integer.parseInt(parts[1]);
        return bits <= network.getAddress().length * 8
                ? Optional.of(new Block(network, bits, ANY_PORT))
                : Optional.empty();
    }

    private static boolean isPort(int port, int asked) {
        return port == ANY_PORT || port == asked;
    }
}
