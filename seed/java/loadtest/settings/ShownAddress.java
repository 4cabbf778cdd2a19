package loadtest.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Hides the secret parts of an address, or of what was set in place of one. */
public final class ShownAddress {
    private static final String HIDDEN = "***";

    /** Only what looks like an address can hold credentials before a host, or a key in a query. */
    private static final Pattern ADDRESS = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*:)?//.*");

    /** An address without its scheme, and no account of mail, which has no password. */
    private static final Pattern LOGIN = Pattern.compile("(?s)^[^@]*:.*@");

    private static final Pattern PARTS = Pattern.compile("[@:?#\\p{Cntrl}]");

    private ShownAddress() {}

    /**
     * Hides credentials, query and fragment, whatever the scheme. Where there is no readable host nobody can tell what
     * belongs to which part: then nothing is left but the scheme, unless nothing in it separates parts.
     *
     * @return the value itself where it is no address
     */
    public static String of(String value) {
        var address = ADDRESS.matcher(value.strip());
        if (!address.matches()) {
            return LOGIN.matcher(value).replaceFirst(HIDDEN + "@");
        }
        var scheme = address.group(1) == null ? "" : address.group(1);
        try {
            var uri = new URI(value.strip());
            if (uri.getHost() != null) {
                var login = uri.getRawUserInfo() == null ? "" : HIDDEN + "@";
                var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                var rest = uri.getRawQuery() == null && uri.getRawFragment() == null ? "" : "?" + HIDDEN;
                return scheme + "//" + login + uri.getHost() + port + uri.getRawPath() + rest;
            }
        } catch (URISyntaxException e) {
            // Nothing of it is shown: the exception holds all of it.
        }
        var rest = value.strip().substring(scheme.length());
        return PARTS.matcher(rest).find() ? scheme + "//" + HIDDEN : value;
    }
}
