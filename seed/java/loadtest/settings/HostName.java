package loadtest.settings;

import com.google.common.net.InetAddresses;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of hosts as people write them. An international name has a form in ASCII, which is the one that is called. */
public final class HostName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    /** What the standard of 2008 takes for letters of their own, and the JDK's older one for others, or for none. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private static final int LAST_OF_ASCII = 0x7F;

    private HostName() {}

    /** In the form in which hosts are compared: in ASCII and lower case, without brackets and a dot at its end. */
    public static String plain(String host) {
        var bare = host.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$|\\.$", "");
        try {
            return ascii(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return bare; // which is the name of no host
        }
    }

    /**
     * The form that is called.
     *
     * @param host a name, or an address, an IPv6 one in brackets
     * @throws IllegalArgumentException if it is none, or one whose letters two standards take for different names
     */
    static String ascii(String host) {
        if (AMBIGUOUS.matcher(host).find()) {
            throw new IllegalArgumentException("ambiguous");
        }
        var ascii = NAME.matcher(host).matches() || host.startsWith("[") ? host : IDN.toASCII(host);
        if (!NAME.matcher(ascii).matches() && !InetAddresses.isUriInetAddress(ascii)) {
            throw new IllegalArgumentException("no host");
        }
        return ascii;
    }

    /**
     * The form in which an HTTP client calls it.
     *
     * @param where the setting that names it
     * @throws BadInput for an underscore, with which the name of no web server may be called, and for letters that make
     *     no name, or not the same by all standards
     * @throws IllegalArgumentException for anything else that is no host
     */
    static String callable(String where, String host) {
        if (host.contains("_") && NAME.matcher(host).matches()) {
            throw new BadInput(
                    where + ": the host '" + BadInput.shown(host) + "' has an underscore, with which HTTP"
                            + " clients call no host; valid: a name without one, such as an alias in its network, or its IP address");
        }
        return resolvable(where, host);
    }

    /**
     * The form in which it is looked up.
     *
     * @param where the setting that names it
     * @throws BadInput for letters that make no name, or not the same by all standards
     * @throws IllegalArgumentException for anything else that is no host
     */
    static String resolvable(String where, String host) {
        try {
            return ascii(host);
        } catch (IllegalArgumentException e) {
            if (host.chars().allMatch(character -> character <= LAST_OF_ASCII)) {
                throw e;
            }
            throw new BadInput(where + ": '" + BadInput.shown(host) + "' is the name of no host, or of one that is not"
                    + " the same by all standards; write it in ASCII, an international name as xn--...");
        }
    }
}
