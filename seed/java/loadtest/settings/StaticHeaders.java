package loadtest.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Headers for every request, given as one JSON object; their values may be credentials, so they are secrets. */
final class StaticHeaders {
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StaticHeaders() {}

    static Map<String, Secret> parse(String variable, Optional<String> json) {
        var headers = new LinkedHashMap<String, Secret>();
        json.map(text -> tree(variable, text)).ifPresent(object -> object.properties()
                .forEach(field -> headers.put(
                        HeaderName.require(variable, field.getKey()),
                        value(variable, field.getKey(), field.getValue()))));
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
        throw new BadInput(variable + ": not a JSON object; valid: {\"x-team\":\"perf\"}");
    }
}
