package loadtest.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** One row of a table, by column, in the text form Postgres reads; the table's own types are applied on arrival. */
final class Row {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<String, Presence> presence = new HashMap<>();

    /** When a column is written. */
    enum Presence {
        /** In every database; where the table lacks it, that is told. */
        ALWAYS,
        /** Where the table has it: a column of some generations only. */
        WHERE_PRESENT,
        /** Only where the table accepts no row without it. */
        WHERE_INSISTED_ON
    }

    /** @param value anything whose {@code toString} Postgres reads as the column's type, or null */
    Row with(String column, Object value) {
        return with(column, value, Presence.ALWAYS);
    }

    Row with(String column, Object value, Presence when) {
        if (when != Presence.ALWAYS) {
            presence.put(column, when);
        }
        columns.put(column, value == null ? null : value.toString());
        return this;
    }

    Row withJson(String column, Map<String, ?> object) {
        return withJson(column, object, Presence.ALWAYS);
    }

    Row withJson(String column, Map<String, ?> object, Presence when) {
        try {
            return with(column, JSON.writeValueAsString(object), when);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + column, e);
        }
    }

    Map<String, String> columns() {
        return columns;
    }

    Presence presence(String column) {
        return presence.getOrDefault(column, Presence.ALWAYS);
    }
}
