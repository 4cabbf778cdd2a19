package loadtest.seed.table;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The SQL that fills a temporary table without a COPY. */
record InlineRows(Stage stage) {

    /** Its parameter is an array of {@link #composites}. */
    String fill() {
        // As a subquery the array is parsed once: otherwise the planner parses it too, to know how many rows it has.
        return "insert into " + stage.name() + " select * from unnest((select ?::" + stage.name() + "[]))";
    }

    /** The rows as texts of the temporary table's row type, which parses each value as a COPY does. */
    List<String> composites() {
        return stage.rows().rows().stream()
                .map(row -> stage.values(row).map(InlineRows::field).collect(joining(",", "(", ")")))
                .toList();
    }

    private static String field(String value) {
        if (value == null) {
            return "";
        }
        return isPlain(value) ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether a field needs no quotes, which the array around it would have to escape. */
    private static boolean isPlain(String value) {
        for (var i = 0; i < value.length(); i++) {
            var character = value.charAt(i);
            if (character <= ' ' || character > '~' || ",()\"\\".indexOf(character) >= 0) {
                return false;
            }
        }
        return !value.isEmpty();
    }
}
