package loadtest.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** One row of a table, by column, in the text form Postgres reads; the table's own types are applied on arrival. */
final class Row {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, String> columns = new LinkedHashMap<>();

    /** @param value anything whose {@code toString} Postgres reads as the column's type, or null */
    Row with(String column, Object value) {
        columns.put(column, value == null ? null : value.toString());
        return this;
    }

    Row withJson(String column, Map<String, ?> object) {
        try {
            return with(column, JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + column, e);
        }
    }

    Map<String, String> columns() {
        return columns;
    }
}
