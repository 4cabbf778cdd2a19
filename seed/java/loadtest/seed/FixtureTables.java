package loadtest.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings the tables to the fixtures' state in one transaction: missing rows are inserted, changed ones put back, right
 * ones left alone, and nobody else's rows are touched. Leans on no session state, so it works through a transaction
 * pooler too.
 */
final class FixtureTables {
    /** A table locked by someone else fails the seed after this long, instead of holding it up for ever. */
    private static final String WAIT_FOR_LOCKS = "set local lock_timeout = '30s'";

    private static final String EVENTS = "voucher_events";
    private static final String VOUCHERS = "vouchers";

    private final Connection connection;
    private final Map<String, Stage> stages = new LinkedHashMap<>();

    private FixtureTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes and commits.
     *
     * @param connection with auto-commit off; after an exception nothing has changed
     * @throws loadtest.settings.BadInput if a table or a column is missing
     */
    static List<Change> write(Connection connection, List<TableRows> tables, Consumer<String> progress)
            throws SQLException {
        var changes = new FixtureTables(connection).writeAll(tables, progress);
        connection.commit();
        return changes;
    }

    private List<Change> writeAll(List<TableRows> tables, Consumer<String> progress) throws SQLException {
        var catalog = Catalog.read(connection, tables);
        tables.forEach(table -> stages.put(table.table(), new Stage(table, catalog)));
        createStages();
        var changes = new ArrayList<Change>();
        for (var table : tables) {
            progress.accept(table.table() + ": " + table.rows().size() + " rows");
            changes.add(write(table));
        }
        return changes;
    }

    private void createStages() throws SQLException {
        var tables = stages.values().stream().map(Stage::create).collect(Collectors.joining(";\n"));
        try (var statement = connection.createStatement()) {
            statement.execute(WAIT_FOR_LOCKS + ";\n" + tables);
        }
    }

    private Change write(TableRows table) throws SQLException {
        var stage = stages.get(table.table());
        Copy.rows(connection, stage.copy(), table.rows());
        // Before the events are written: the database refuses a second redeem of the same voucher.
        var removed = table.table().equals(EVENTS) ? removeStrayEvents() : 0;
        try (var statement = connection.createStatement();
                var counts = statement.executeQuery(stage.upsert())) {
            counts.next();
            var inserted = counts.getLong(1);
            var updated = counts.getLong(2);
            return new Change(table.table(), inserted, updated, table.rows().size() - inserted - updated, removed);
        }
    }

    /** Events that runs have left on fixture vouchers. The vouchers have been staged before their events. */
    private long removeStrayEvents() throws SQLException {
        var strays = """
                delete from public.voucher_events e using %s s
                where e.voucher_id = %s
                and e.id not in (select %s from %s s)
                """.formatted(
                        stages.get(VOUCHERS).name(),
                        stages.get(VOUCHERS).typed("id"),
                        stages.get(EVENTS).typed("id"),
                        stages.get(EVENTS).name());
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate(strays);
        }
    }
}
