package loadtest.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Brings the tables to the fixtures' state in one transaction: missing rows are inserted, changed ones put back, right
 * ones left alone, and nobody else's rows are touched. Leans on no session state, so it works through a transaction
 * pooler too.
 */
final class FixtureTables {
    private final Connection connection;
    private final List<Stage> stages;
    private final Progress progress;

    /** @param connection inside the transaction, which is the caller's to commit */
    FixtureTables(Connection connection, List<Stage> stages, Progress progress) {
        this.connection = connection;
        this.stages = stages;
        this.progress = progress;
    }

    List<Change> write() throws SQLException {
        create();
        var changes = new ArrayList<Change>();
        for (var stage : stages) {
            fill(stage);
            // Before the events are written: the database refuses a second redeem of the same voucher.
            var removed = stage.table().equals(TableRows.EVENTS) ? removeStrayEvents(stage) : 0;
            changes.add(change(stage, stage.write(), removed));
        }
        return changes;
    }

    /** What {@link #write} would do. */
    List<Change> plan() throws SQLException {
        create();
        var changes = new ArrayList<Change>();
        for (var stage : stages) {
            fill(stage);
            var strays = stage.table().equals(TableRows.EVENTS)
                    ? count("select count(*) from public.voucher_events t where " + isStray(stage))
                    : 0;
            changes.add(change(stage, stage.compare(), strays));
        }
        return changes;
    }

    /**
     * Deletes the fixtures' rows, and what runs have added to fixture vouchers.
     *
     * @param users who will be removed later on
     * @throws loadtest.settings.BadInput if rows of others refer to any of these
     */
    List<Change> remove(List<User> users) throws SQLException {
        create();
        for (var stage : stages) {
            fill(stage);
        }
        var others = new Referrers(connection);
        var changes = new ArrayList<Change>();
        for (var i = stages.size() - 1; i >= 0; i--) {
            var stage = stages.get(i);
            progress.at(stage.table() + ": removing");
            others.requireNone("public." + stage.table(), stage.isFixture());
            var strays = stage.table().equals(TableRows.EVENTS) ? removeStrayEvents(stage) : 0;
            try (var statement = connection.createStatement()) {
                var removed = strays + statement.executeLargeUpdate(stage.delete());
                changes.add(new Change(stage.table(), 0, 0, 0, removed));
            }
        }
        var ids = users.stream().map(user -> "'" + user.id() + "'").collect(Collectors.joining(", "));
        others.requireNone("auth.users", "t.id::text in (" + (ids.isEmpty() ? "null" : ids) + ")");
        return changes;
    }

    private long count(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void create() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(stages.stream().map(Stage::create).collect(Collectors.joining(";\n")));
        }
    }

    private void fill(Stage stage) throws SQLException {
        var rows = stage.rows().rows();
        progress.tell(stage.table() + ": " + rows.size() + " rows");
        progress.at(stage.table() + ": copying " + rows.size() + " rows");
        Copy.rows(connection, stage.copy(), stage.columns(), rows);
    }

    private Change change(Stage stage, String sql, long removed) throws SQLException {
        progress.at(stage.table() + ": merging " + stage.rows().rows().size() + " rows");
        try (var statement = connection.createStatement();
                var counts = statement.executeQuery(sql)) {
            counts.next();
            var inserted = counts.getLong(1);
            var updated = counts.getLong(2);
            var unchanged = stage.rows().rows().size() - inserted - updated;
            return new Change(stage.table(), inserted, updated, unchanged, removed);
        }
    }

    /** Events that runs have left on fixture vouchers. The vouchers have been staged before their events. */
    private long removeStrayEvents(Stage events) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate("delete from public.voucher_events t where " + isStray(events));
        }
    }

    private String isStray(Stage events) {
        var vouchers = stages.stream()
                .filter(stage -> stage.table().equals(TableRows.VOUCHERS))
                .findFirst()
                .orElseThrow();
        return "t.voucher_id in (select " + vouchers.typed("id") + " from " + vouchers.name() + " s)"
                + " and not exists (select from " + events.name() + " s where " + events.sameKey() + ")";
    }
}
