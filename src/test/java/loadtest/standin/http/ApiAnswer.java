package loadtest.standin.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What an endpoint answers. */
public record ApiAnswer(int status, Buffer body, Map<String, String> headers) {
    private static final String CONTENT_TYPE = "content-type";

    public static ApiAnswer json(int status, JsonObject body) {
        return new ApiAnswer(status, body.toBuffer(), Map.of(CONTENT_TYPE, "application/json"));
    }

    /** JSON that the database wrote. */
    public static ApiAnswer json(int status, String body) {
        return new ApiAnswer(status, Buffer.buffer(body), Map.of(CONTENT_TYPE, "application/json"));
    }

    public static ApiAnswer file(String contentType, byte[] content) {
        return new ApiAnswer(200, Buffer.buffer(content), Map.of(CONTENT_TYPE, contentType));
    }

    /** The products' common form of an error. */
    public static ApiAnswer error(int status, String error) {
        return json(status, new JsonObject().put("error", error));
    }

    public ApiAnswer with(String header, Object value) {
        var more = new HashMap<>(headers);
        more.put(header, value.toString());
        return new ApiAnswer(status, body, more);
    }
}
