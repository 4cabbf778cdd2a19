package loadtest.standin.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** JSON that clients send: neither deeper nor of more parts than anything they have to say. */
public final class Json {
    private static final JsonFactory BOUNDED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxTokenCount(200_000)
                    .build())
            .build();

    private static final ObjectMapper SORTED =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Json() {}

    /** The object that these bytes are; empty if they are none. */
    static Optional<JsonObject> object(Buffer body) {
        try {
            var fields = JacksonCodec.fromParser(BOUNDED.createParser(body.getBytes()), Map.class);
            return Optional.ofNullable(fields).map(Json::object);
        } catch (IOException | DecodeException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    private static JsonObject object(Map<?, ?> fields) {
        return new JsonObject((Map<String, Object>) fields);
    }

    /** The same for every way to write the same object. */
    public static String fingerprint(JsonObject body) {
        try {
            return sha256(SORTED.writeValueAsBytes(body.getMap()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was parsed can be written", e);
        }
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
