package loadtest.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what a server gives as its reason in a JSON body, wherever servers put it. */
final class AnswerReasons {
    /** For programs: the auth server's old and new API, OAuth, the voucher platform. */
    static final List<String> CODES = List.of("error_code", "code", "error", "status");

    /** For people: the auth server, OAuth, gateways, problem details (RFC 9457). */
    private static final List<String> SENTENCES = List.of(
            "msg", "message", "error_description", "detail", "title", "reason", "description", "hint", "errors");

    private static final int DEEPEST = 2;

    private final int status;
    private final Set<String> found = new LinkedHashSet<>();

    private AnswerReasons(int status) {
        this.status = status;
    }

    /**
     * Codes first, then sentences, each once and as it came.
     *
     * @param status of the answer, which a number in its body often repeats
     */
    static List<String> of(JsonNode body, int status) {
        var reasons = new AnswerReasons(status);
        reasons.collect(body, 0);
        return List.copyOf(reasons.found);
    }

    /** An {@code error} may be an object, {@code errors} and {@code detail} lists of them. */
    private void collect(JsonNode node, int depth) {
        for (var field : CODES) {
            var value = node.path(field);
            if (field.equals("code") && value.isIntegralNumber() && value.asLong() != status) {
                found.add("code " + value.asLong());
            }
            add(value, depth);
        }
        SENTENCES.forEach(field -> add(node.path(field), depth));
        // Frameworks that check a form tell each field's errors under its name.
        var fields = node.path("errors").elements();
        if (found.isEmpty() && fields.hasNext()) {
            add(fields.next(), depth + 1);
        }
    }

    private void add(JsonNode value, int depth) {
        if (value.isTextual() && !value.asText().isBlank()) {
            found.add(value.asText());
        } else if (value.isObject() && depth < DEEPEST) {
            collect(value, depth + 1);
        } else if (value.isArray() && !value.isEmpty() && depth < DEEPEST) {
            add(value.get(0), depth + 1);
        }
    }
}
