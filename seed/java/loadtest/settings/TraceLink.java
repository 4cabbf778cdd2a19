package loadtest.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The address at which the reader's logs show one request.
 *
 * @param template with {@value #ID} in place of the request's id, and {@value #FROM} and {@value #TO} in place of the
 *     milliseconds since the epoch between which it ran, if need be
 */
public record TraceLink(String template) {
    private static final String ID = "{id}";
    private static final String FROM = "{from}";
    private static final String TO = "{to}";

    /** The clock of a log may differ from ours. */
    private static final long MARGIN_MILLIS = 60_000;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(id|from|to)}");

    private static final String VALID =
            "an http or https address with {id} in it, such as https://logs.example.com/search?q={id}, without"
                    + " credentials, since everybody who reads a report sees it";

    /** @throws BadInput if it cannot be a link */
    static TraceLink parse(String variable, String text) {
        try {
            var address = new URI(PLACEHOLDER.matcher(text).replaceAll("0"));
            var isWeb = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (isWeb && address.getHost() != null && address.getRawUserInfo() == null && text.contains(ID)) {
                return new TraceLink(text);
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw BadInput.in(variable, ShownAddress.of(text), VALID);
    }

    /**
     * The link to one request.
     *
     * @param start milliseconds since the epoch
     */
    public String to(String id, long start, long millis) {
        return template.replace(ID, URLEncoder.encode(id, StandardCharsets.UTF_8))
                .replace(FROM, String.valueOf(start - MARGIN_MILLIS))
                .replace(TO, String.valueOf(start + millis + MARGIN_MILLIS));
    }
}
