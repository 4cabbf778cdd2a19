package loadtest.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Headers for every request, given as one JSON object; their values may be credentials, so they are secrets. */
final class StaticHeaders {
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What the HTTP client writes itself, and the JDK's refuses to be given. */
    private static final Set<String> CLIENTS_OWN = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private StaticHeaders() {}

    static Map<String, Secret> parse(String variable, Optional<String> json) {
        var headers = new LinkedHashMap<String, Secret>();
        json.map(text -> tree(variable, text)).ifPresent(object -> object.properties()
                .forEach(field -> headers.put(
                        name(variable, field.getKey()), value(variable, field.getKey(), field.getValue()))));
        return headers;
    }

    private static String name(String variable, String name) {
        if (!name.matches(Reader.HEADER_NAME)) {
            throw BadInput.in(variable, name, "names of headers, such as x-team");
        }
        if (CLIENTS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw BadInput.in(
                    variable,
                    name,
                    "headers other than "
                            + String.join(", ", CLIENTS_OWN.stream().sorted().toList())
                            + ", which the HTTP client writes itself");
        }
        return name;
    }

    private static Secret value(String variable, String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new BadInput(variable + ": the value of '" + name + "' is not a text or a number");
        }
        // The HTTP clients would refuse it too, but show it in their message.
        if (!value.asText().matches("[\\t\\x20-\\x7E]*")) {
            throw new BadInput(variable + ": the value of '" + name + "' holds a character that no header can carry");
        }
        return new Secret(value.asText());
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
