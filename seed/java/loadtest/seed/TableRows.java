package loadtest.seed;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one table of schema {@code public} is to hold. All rows have the same columns, in the same order.
 *
 * @param key the columns that identify a row
 * @param natural the columns by which the platform tells rows apart; empty if by the key alone
 */
record TableRows(String table, List<String> key, List<String> natural, List<String> columns, List<Row> rows) {
    static final String PROFILES = "profiles";
    static final String STATION_NUMBERS = "station_numbers";
    static final String TARGETS = "campaign_targets";
    static final String VOUCHERS = "vouchers";
    static final String EVENTS = "voucher_events";

    TableRows(String table, List<String> key, List<String> natural, Stream<Row> rows) {
        this(table, key, natural, rows.toList());
    }

    private TableRows(String table, List<String> key, List<String> natural, List<Row> rows) {
        this(table, key, natural, List.copyOf(rows.get(0).columns().keySet()), rows);
    }

    /** Whether rows make no sense without the column. */
    boolean isEssential(String column) {
        return key.contains(column) || natural.contains(column) || column.equals("voucher_id");
    }

    Row.Presence presence(String column) {
        return rows.get(0).presence(column);
    }

    boolean leavesEmpty(String column) {
        return values(column).anyMatch(Objects::isNull);
    }

    boolean fills(String column) {
        return values(column).anyMatch(Objects::nonNull);
    }

    /** One column of all rows. */
    Stream<String> values(String column) {
        return rows.stream().map(row -> row.columns().get(column));
    }
}
