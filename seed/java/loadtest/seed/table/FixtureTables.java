package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Progress;
import loadtest.seed.fixture.User;
import loadtest.settings.BadInput;

/**
 * Brings the tables to the fixtures' state in one transaction: it inserts missing rows, resets changed ones, and touches
 * neither right ones nor anybody else's. It needs no session state, so it works through a transaction pooler too.
 */
public final class FixtureTables {
    /** The transaction's state when everything was staged and nothing written. */
    private static final String SAVEPOINT = "seed_writes";

    private final Connection connection;
    private final List<Stage> stages;
    private final Progress progress;

    /** @param connection inside the transaction, which the caller commits */
    public FixtureTables(Connection connection, List<Stage> stages, Progress progress) {
        this.connection = connection;
        this.stages = stages;
        this.progress = progress;
    }

    /**
     * Writes, and reads back what the tables then hold. Where triggers change what is written, the rows that differed are
     * written a second time and compared with what they were, which takes longer.
     *
     * @throws BadInput if a row is not there afterwards, or not as the scenarios need it
     */
    public ReadBack write() throws SQLException {
        new Staging(connection, stages, progress).run();
        var readBack = write(false);
        if (readBack.isPresent()) {
            return readBack.get();
        }
        execute("rollback to savepoint " + SAVEPOINT);
        var careful = write(true).orElseThrow();
        if (careful.changes().stream().allMatch(Change::isNone)) {
            // Not even an update whose result a trigger has undone.
            execute("rollback to savepoint " + SAVEPOINT);
        }
        return careful;
    }

    /** Empty if rows are not as written, and what they were is not kept. */
    private Optional<ReadBack> write(boolean keepFound) throws SQLException {
        var statements = new ArrayList<ReadBack.Counts>();
        for (var stage : stages) {
            statements.add(write(stage, keepFound));
        }
        progress.at("reading back what was written");
        return ReadBack.of(connection, stages, statements, keepFound);
    }

    /** In one round trip. */
    private ReadBack.Counts write(Stage stage, boolean keepFound) throws SQLException {
        progress.at(stage.table() + ": merging " + stage.rows().rows().size() + " rows");
        try (var statement = connection.createStatement()) {
            statement.execute(String.join(";\n", writing(stage, keepFound)));
            if (begins(stage, keepFound)) {
                nextCount(statement);
            }
            var removed = new Removal(stage).deleteOthers().isPresent() ? nextRemoved(statement, stage) : 0;
            var before = isCounted(stage) ? nextAnswer(statement) : 0;
            if (keepFound) {
                nextCount(statement);
            }
            var updated = nextCount(statement);
            var inserted = nextCount(statement);
            var added = isCounted(stage) ? stage.rows().rows().size() - before : inserted;
            return new ReadBack.Counts(added, updated, removed);
        }
    }

    private List<String> writing(Stage stage, boolean keepFound) {
        var sql = new ArrayList<String>();
        if (begins(stage, keepFound)) {
            sql.add("savepoint " + SAVEPOINT);
        }
        // Others go first: the database refuses a second redeem of the same voucher.
        var removal = new Removal(stage);
        removal.deleteOthers().ifPresent(sql::add);
        removal.countOthers().ifPresent(sql::add);
        if (isCounted(stage)) {
            sql.add(stage.countFound());
        }
        if (keepFound) {
            sql.add(stage.keepFound());
        }
        sql.add(stage.update(keepFound));
        sql.add(stage.insert());
        return sql;
    }

    private boolean begins(Stage stage, boolean keepFound) {
        return !keepFound && stage == stages.get(0);
    }

    /** A trigger may put a row elsewhere, which the statement then does not count. */
    private static boolean isCounted(Stage stage) {
        return stage.catalog().hasInsertTrigger(stage.table());
    }

    private static long nextAnswer(Statement statement) throws SQLException {
        var answer = statement.getResultSet();
        answer.next();
        var count = answer.getLong(1);
        statement.getMoreResults();
        return count;
    }

    private static long nextRemoved(Statement statement, Stage stage) throws SQLException {
        var removed = nextCount(statement);
        requireRemoved(stage, nextAnswer(statement));
        return removed;
    }

    private static void requireRemoved(Stage stage, long left) {
        if (left > 0) {
            throw new BadInput(
                    "SUPABASE_DB_URL: " + left + (left == 1 ? " row" : " rows") + " of public." + stage.table()
                            + " that must go " + (left == 1 ? "is" : "are")
                            + " still there after deleting; a trigger or rule of"
                            + " the database keeps rows; no table was changed");
        }
    }

    private static long nextCount(Statement statement) throws SQLException {
        var count = statement.getLargeUpdateCount();
        statement.getMoreResults();
        return count;
    }

    /** What {@link #write} would do, where no row can be tried. */
    List<Change> compare() throws SQLException {
        new Staging(connection, stages, progress).run();
        var changes = new ArrayList<Change>();
        for (var stage : stages) {
            try (var query = connection.createStatement();
                    var counts = query.executeQuery(new StageCheck(stage).compare())) {
                counts.next();
                var inserted = counts.getLong(1);
                var updated = counts.getLong(2);
                var unchanged = stage.rows().rows().size() - inserted - updated;
                changes.add(new Change(stage.table(), inserted, updated, unchanged, counts.getLong(3)));
            }
        }
        return changes;
    }

    /**
     * Deletes the fixtures' rows, and what runs have added to fixture vouchers.
     *
     * @param users who will be removed later on
     * @throws BadInput if rows of others refer to any of these, or a row is still there afterwards
     */
    public List<Change> remove(List<User> users) throws SQLException {
        new Staging(connection, stages, progress).run();
        var others = new Referrers(connection);
        var changes = new ArrayList<Change>();
        for (var i = stages.size() - 1; i >= 0; i--) {
            var stage = stages.get(i);
            progress.at(stage.table() + ": removing");
            var removal = new Removal(stage);
            others.requireNone("public." + stage.table(), removal.isFixture());
            try (var statement = connection.createStatement()) {
                var added = removal.deleteOthers();
                var removed = added.isPresent() ? statement.executeLargeUpdate(added.get()) : 0;
                removed += statement.executeLargeUpdate(removal.delete());
                statement.execute(removal.countRemovable());
                requireRemoved(stage, nextAnswer(statement));
                changes.add(new Change(stage.table(), 0, 0, 0, removed));
            }
        }
        var ids = users.stream().map(user -> "'" + user.id() + "'").collect(Collectors.joining(", "));
        others.requireNone("auth.users", "t.id::text in (" + (ids.isEmpty() ? "null" : ids) + ")");
        return changes;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
