package loadtest.standin.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What an endpoint answers. */
public record Answer(int status, Buffer body, Map<String, String> headers) {
    private static final String CONTENT_TYPE = "content-type";

    public static Answer json(int status, JsonObject body) {
        return new Answer(status, body.toBuffer(), Map.of(CONTENT_TYPE, "application/json"));
    }

    /** JSON that the database wrote. */
    public static Answer json(int status, String body) {
        return new Answer(status, Buffer.buffer(body), Map.of(CONTENT_TYPE, "application/json"));
    }

    public static Answer file(String contentType, byte[] content) {
        return new Answer(200, Buffer.buffer(content), Map.of(CONTENT_TYPE, contentType));
    }

    /** The products' common form of an error. */
    public static Answer error(int status, String error) {
        return json(status, new JsonObject().put("error", error));
    }

    public Answer with(String header, Object value) {
        var more = new HashMap<>(headers);
        more.put(header, value.toString());
        return new Answer(status, body, more);
    }
}
