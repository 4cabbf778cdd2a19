package loadtest.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Headers for every request, given as one JSON object; their values may be credentials, so they are secrets. */
final class StaticHeaders {
    private static final ObjectReader JSON = new ObjectMapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private StaticHeaders() {}

    static Map<String, Secret> parse(String variable, Optional<String> json) {
        var headers = new TreeMap<String, Secret>(String.CASE_INSENSITIVE_ORDER);
        json.map(text -> tree(variable, text))
                .ifPresent(object -> object.properties().forEach(field -> {
                    var name = HeaderName.require(variable, field.getKey());
                    if (headers.put(name, value(variable, name, field.getValue())) != null) {
                        throw new BadInput(variable + ": '" + name + "' is there twice; names of headers differ in more"
                                + " than upper and lower case");
                    }
                }));
        return headers;
    }

    private static Secret value(String variable, String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new BadInput(variable + ": the value of '" + name + "' is not a text or a number");
        }
        return new Secret(Characters.header(variable + ": the value of '" + name + "'", value.asText()));
    }

    private static JsonNode tree(String variable, String text) {
        try {
            var tree = JSON.readTree(text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // said below, without the text: it may hold a credential
        }
        throw new BadInput(
                variable + ": not a JSON object, or one that holds a name twice; valid: {\"x-team\":\"perf\"}");
    }
}
