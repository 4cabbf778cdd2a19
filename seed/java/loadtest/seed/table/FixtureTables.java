package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Progress;
import loadtest.seed.fixture.User;

/**
 * Brings the tables to the fixtures' state in one transaction: missing rows are inserted, changed ones put back, right
 * ones left alone, and nobody else's rows are touched. Leans on no session state, so it works through a transaction
 * pooler too.
 */
public final class FixtureTables {
    private final Connection connection;
    private final List<Stage> stages;
    private final Progress progress;

    /** @param connection inside the transaction, which is the caller's to commit */
    public FixtureTables(Connection connection, List<Stage> stages, Progress progress) {
        this.connection = connection;
        this.stages = stages;
        this.progress = progress;
    }

    public List<Change> write() throws SQLException {
        create();
        for (var stage : stages) {
            fill(stage);
        }
        var changes = new ArrayList<Change>();
        for (var stage : stages) {
            changes.add(write(stage));
        }
        return changes;
    }

    /** In one round trip. */
    private Change write(Stage stage) throws SQLException {
        progress.at(stage.table() + ": merging " + stage.rows().rows().size() + " rows");
        try (var statement = connection.createStatement()) {
            statement.execute(writing(stage).collect(Collectors.joining(";\n")));
            var removed = stage.deleteOthers().isPresent() ? nextCount(statement) : 0;
            var updated = nextCount(statement);
            return change(stage, nextCount(statement), updated, removed);
        }
    }

    private static long nextCount(Statement statement) throws SQLException {
        var count = statement.getLargeUpdateCount();
        statement.getMoreResults();
        return count;
    }

    private static Stream<String> writing(Stage stage) {
        // Others go first: the database refuses a second redeem of the same voucher.
        return Stream.concat(stage.deleteOthers().stream(), Stream.of(stage.update(), stage.insert()));
    }

    /** What {@link #write} would do. */
    public List<Change> plan() throws SQLException {
        create();
        var changes = new ArrayList<Change>();
        for (var stage : stages) {
            fill(stage);
            var others = stage.countOthers();
            var removed = others.isPresent() ? count(others.get()) : 0;
            try (var statement = connection.createStatement();
                    var counts = statement.executeQuery(stage.compare())) {
                counts.next();
                changes.add(change(stage, counts.getLong(1), counts.getLong(2), removed));
            }
        }
        return changes;
    }

    /**
     * Deletes the fixtures' rows, and what runs have added to fixture vouchers.
     *
     * @param users who will be removed later on
     * @throws loadtest.settings.BadInput if rows of others refer to any of these
     */
    public List<Change> remove(List<User> users) throws SQLException {
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
            try (var statement = connection.createStatement()) {
                var added = stage.deleteOthers();
                var removed = added.isPresent() ? statement.executeLargeUpdate(added.get()) : 0;
                removed += statement.executeLargeUpdate(stage.delete());
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
        progress.report(stage.table() + ": " + rows.size() + " rows");
        progress.at(stage.table() + ": copying " + rows.size() + " rows");
        Copy.rows(connection, stage.copy(), stage.columns(), rows);
    }

    private static Change change(Stage stage, long inserted, long updated, long removed) {
        var unchanged = stage.rows().rows().size() - inserted - updated;
        return new Change(stage.table(), inserted, updated, unchanged, removed);
    }
}
