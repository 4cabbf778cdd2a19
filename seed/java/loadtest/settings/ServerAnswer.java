package loadtest.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An answer that is not what was wanted, told to whoever has to mend it: its status, where it redirects to, its type,
 * and the reason in the server's own words. All of it is escaped, masked and bounded, and nothing is shown of a
 * successful body but its title or its fields' names, since it may hold a token.
 */
public final class ServerAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern TITLE = Pattern.compile("(?is)<(title|h1)\\b[^>]{0,200}>(.{1,300}?)</\\1\\s{0,9}>");

    /** Where the type does not say it; comments may come first. An SVG begins with a bracket, too. */
    private static final Pattern PAGE = Pattern.compile(
            "(?is)\\s*+(?:(?><!--.{0,5000}?-->|<\\?xml[^>]{0,200}>)\\s*+){0,9}+<(?:!doctype html|html|head)\\b.*");

    private static final int MOST_FIELDS = 8;

    private final ProbeClient.Response answer;
    private final JsonNode json;

    private ServerAnswer(ProbeClient.Response answer, JsonNode json) {
        this.answer = answer;
        this.json = json;
    }

    public static ServerAnswer of(ProbeClient.Response answer) {
        return new ServerAnswer(answer, parsed(answer));
    }

    public int status() {
        return answer.statusCode();
    }

    /** The body; a missing node where it is no JSON. */
    public JsonNode json() {
        return json;
    }

    /** Where it redirects to, as the server says it; empty where it does not. */
    public Optional<String> redirect() {
        return status() / 100 == 3 ? answer.headers().firstValue("location") : Optional.empty();
    }

    /** Whether it is a page for people. */
    public boolean isPage() {
        return !json.isContainerNode()
                && (type().toLowerCase(Locale.ROOT).contains("html")
                        || PAGE.matcher(text()).matches());
    }

    /** Whether it has no body. */
    public boolean isEmpty() {
        return answer.bytes().length == 0;
    }

    /** Whether the server gives this code as its reason, in whichever field its version has for that. */
    public boolean hasCode(String code) {
        return AnswerReasons.CODES.stream()
                .anyMatch(field -> code.equals(json.path(field).textValue()));
    }

    /** Whether the server's own reason holds this; a page or a bare text has no reason of that kind. */
    public boolean says(Pattern words) {
        var said = AnswerReasons.of(json, status());
        return words.matcher(said.isEmpty() ? challengeError() : String.join(": ", said))
                .find();
    }

    /** The reason in a JSON body, code first; empty where there is none. */
    public Optional<String> reason() {
        var reasons = AnswerReasons.of(json, status());
        return reasons.isEmpty() ? Optional.empty() : Optional.of(shown(String.join(": ", reasons)));
    }

    /** Status and reason, or what came in place of one, such as {@code 302, a redirect to https://host/login}. */
    public String shown() {
        var reason = reason();
        return reason.isPresent() && redirect().isEmpty()
                ? status() + " (" + reason.get() + ")"
                : status() + ", " + described();
    }

    /** The same without the status. */
    public String described() {
        var reason = reason();
        var to = redirect();
        if (to.isPresent()) {
            return "a redirect to " + address(to.get())
                    + reason.map(why -> " (" + why + ")").orElse("");
        }
        return reason.orElseGet(this::unreasoned);
    }

    /** Why a token is refused, where only the header says it (RFC 6750). */
    private Optional<String> challenge() {
        return status() == 401 ? answer.headers().firstValue("www-authenticate") : Optional.empty();
    }

    /** A challenge without an error only says what to send. */
    private String challengeError() {
        return challenge().filter(why -> why.contains("error=")).orElse("");
    }

    private String unreasoned() {
        return body() + challenge().map(why -> " (" + shown(why) + ")").orElse("");
    }

    private String body() {
        var type = type().isEmpty() ? "" : shown(type());
        if (isPage()) {
            return (type.isEmpty() ? "a page" : "a page of " + type) + quoted(title());
        }
        if (json.isObject()) {
            return json.isEmpty() ? "an empty JSON object" : "JSON with the fields " + fields();
        }
        if (isEmpty()) {
            return "an empty body" + (type.isEmpty() ? "" : " of " + type);
        }
        return (type.isEmpty() ? "a body without a type" : "a body of " + type)
                + (status() / 100 == 2 ? "" : quoted(text()));
    }

    /** Without its query, which may hold a token. */
    private static String address(String location) {
        var shown = ShownAddress.of(location);
        return shown(shown.equals(location) ? location.replaceFirst("(?s)[?#].*", "?***") : shown);
    }

    private String fields() {
        var names = new ArrayList<String>();
        json.fieldNames().forEachRemaining(names::add);
        var more = names.size() > MOST_FIELDS ? ", ..." : "";
        return shown(String.join(", ", names.subList(0, Math.min(MOST_FIELDS, names.size()))) + more);
    }

    private String title() {
        var title = TITLE.matcher(text());
        return title.find() ? title.group(2) : "";
    }

    private static String quoted(String text) {
        return text.isBlank() ? "" : ": \"" + shown(text.strip()) + "\"";
    }

    private static String shown(String text) {
        return ForeignText.shown(text.replaceAll("\\s+", " "));
    }

    private String type() {
        return answer.headers()
                .firstValue("content-type")
                .orElse("")
                .replaceFirst("(?s);.*", "")
                .strip();
    }

    private String text() {
        return answer.body().replaceFirst("^\uFEFF", "");
    }

    /** JSON is UTF-8; where it is none of that, what the type says. */
    private static JsonNode parsed(ProbeClient.Response answer) {
        try {
            return JSON.readTree(answer.bytes());
        } catch (IOException e) {
            return parsed(answer.body());
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
