package loadtest.seed;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one table of schema {@code public} is to hold. All rows have the same columns, in the same order.
 *
 * @param key the columns that tell one row from another
 */
record TableRows(String table, List<String> key, List<String> columns, List<Row> rows) {

    TableRows(String table, List<String> key, Stream<Row> rows) {
        this(table, key, rows.toList());
    }

    private TableRows(String table, List<String> key, List<Row> rows) {
        this(table, key, List.copyOf(rows.get(0).columns().keySet()), rows);
    }

    /** The columns that may differ while the row is still the same one. */
    List<String> otherColumns() {
        return columns.stream().filter(column -> !key.contains(column)).toList();
    }
}
