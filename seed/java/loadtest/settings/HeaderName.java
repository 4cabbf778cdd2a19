package loadtest.settings;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Checks the name of a header that a setting gives. */
final class HeaderName {
    /** A regular expression; a token as RFC 9110 has it. */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** What the HTTP clients write themselves, of the connection, of the message's length and of its body. */
    private static final Set<String> TAKEN = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** By which the suite tells its requests apart, each under an id of its own. */
    private static final String REQUEST_ID = "x-request-id";

    private HeaderName() {}

    /**
     * The same name.
     *
     * @throws BadInput if it is no name of a header, or one that is not for settings to write
     */
    static String require(String where, String name) {
        if (!name.matches(TOKEN)) {
            throw BadInput.in(where, name, "the name of a header, such as x-team");
        }
        if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw BadInput.in(
                    where,
                    name,
                    "a header other than " + String.join(", ", new TreeSet<>(TAKEN))
                            + ", which the HTTP client writes itself");
        }
        if (name.equalsIgnoreCase(REQUEST_ID)) {
            throw BadInput.in(
                    where,
                    name,
                    "a header other than " + REQUEST_ID + ", in which each request carries an id of its own");
        }
        return name;
    }
}
