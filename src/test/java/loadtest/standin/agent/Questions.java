package loadtest.standin.agent;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import loadtest.standin.http.Call;
import loadtest.standin.http.Refusal;

/** The forms in which clients ask: a text, a list, one message object, or the older {@code question}. */
final class Questions {
    private Questions() {}

    /** What is asked, as text. */
    static String of(JsonObject body) {
        var input = body.containsKey("input") ? body.getValue("input") : body.getValue("question");
        return text(input);
    }

    private static String text(Object input) {
        if (input instanceof String text && !text.isBlank()) {
            return text;
        }
        if (input instanceof JsonArray list && !list.isEmpty()) {
            return list.stream().map(Questions::text).collect(Collectors.joining("\n"));
        }
        if (input instanceof JsonObject message) {
            if (Call.text(message, "role").isEmpty() || message.getValue("content") == null) {
                throw new Refusal(400, "an input message needs role and content");
            }
            var content = message.getValue("content");
            return content instanceof String text ? text : content.toString();
        }
        throw new Refusal(400, "input is required: a text, a list or a message");
    }
}
