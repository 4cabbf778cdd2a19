package loadtest.seed.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
    /** Everything is staged by then. */
    private static final Savepoint NOTHING_WRITTEN = new Savepoint("seed_writes");

    /** In milliseconds: a statement that waits or works longer is worth a line of progress of its own. */
    private static final int LONGEST_UNTOLD = 3_000;

    /** Rows of one table: of more the statements take long anyhow. */
    private static final int MOST_TOGETHER = 20_000;

    private static final Supplier<Long> NONE = () -> 0L;

    private final Connection connection;
    private final List<Stage> stages;
    private final Progress progress;

    /** Whether one round trip for all tables is worth a try, or another one. */
    private boolean together;

    /** @param connection inside the transaction, which the caller commits */
    public FixtureTables(Connection connection, List<Stage> stages, Progress progress) {
        this.connection = connection;
        this.stages = stages;
        this.progress = progress;
        this.together = stages.stream().allMatch(stage -> stage.rows().rows().size() <= MOST_TOGETHER);
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
        NOTHING_WRITTEN.goBack(connection);
        var careful = write(true).orElseThrow();
        if (careful.changes().stream().allMatch(Change::isNone)) {
            // Not even an update whose result a trigger has undone.
            NOTHING_WRITTEN.goBack(connection);
        }
        return careful;
    }

    /** Empty if rows are not as written, and what they were is not kept. */
    private Optional<ReadBack> write(boolean keepFound) throws SQLException {
        if (together) {
            try {
                return together(keepFound);
            } catch (SQLException e) {
                // Which table was refused, or takes long, is known only where each has its own round trip.
                together = false;
                NOTHING_WRITTEN.goBackAfter(e, connection);
            }
        }
        return oneByOne(keepFound);
    }

    /** All tables in one round trip, which gives up where a statement takes long. */
    private Optional<ReadBack> together(boolean keepFound) throws SQLException {
        progress.at("merging all tables");
        var trip = new RoundTrip();
        begin(trip, keepFound);
        trip.run("set local statement_timeout = " + LONGEST_UNTOLD);
        var counts = stages.stream().map(stage -> write(stage, keepFound, trip)).toList();
        var found = ReadBack.ask(stages, keepFound, trip);
        trip.run("set local statement_timeout = 0");
        trip.make(connection);
        return ReadBack.of(connection, stages, all(counts), all(found), keepFound);
    }

    private Optional<ReadBack> oneByOne(boolean keepFound) throws SQLException {
        var counts = new ArrayList<ReadBack.Counts>();
        for (var stage : stages) {
            progress.at(stage.table() + ": merging " + stage.rows().rows().size() + " rows");
            var trip = new RoundTrip();
            if (counts.isEmpty()) {
                begin(trip, keepFound);
            }
            var count = write(stage, keepFound, trip);
            trip.make(connection);
            counts.add(count.get());
        }
        progress.at("reading back what was written");
        var trip = new RoundTrip();
        var found = ReadBack.ask(stages, keepFound, trip);
        trip.make(connection);
        return ReadBack.of(connection, stages, counts, all(found), keepFound);
    }

    private static void begin(RoundTrip trip, boolean keepFound) {
        if (!keepFound) {
            trip.run(NOTHING_WRITTEN.make());
        }
    }

    private static <T> List<T> all(List<Supplier<T>> answers) {
        return answers.stream().map(Supplier::get).toList();
    }

    private static Supplier<ReadBack.Counts> write(Stage stage, boolean keepFound, RoundTrip trip) {
        // Others go first: the database refuses a second redeem of the same voucher.
        var removal = new Removal(stage);
        var removed = removal.deleteOthers().map(trip::run).orElse(NONE);
        var left = removal.countOthers().map(trip::askNumber).orElse(NONE);
        // A trigger may put a row elsewhere, which the statement then does not count.
        var isCounted = stage.catalog().hasInsertTrigger(stage.table());
        var before = isCounted ? trip.askNumber(stage.countFound()) : NONE;
        if (keepFound) {
            trip.run(stage.keepFound());
        }
        var updated = trip.run(stage.update(keepFound));
        var inserted = trip.run(stage.insert());
        return () -> {
            requireRemoved(stage, left.get());
            var added = isCounted ? stage.rows().rows().size() - before.get() : inserted.get();
            return new ReadBack.Counts(added, updated.get(), removed.get());
        };
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

    /** What {@link #write} would do, where no row can be tried. */
    List<Change> compare() throws SQLException {
        new Staging(connection, stages, progress).run();
        var trip = new RoundTrip();
        var changes = stages.stream()
                .map(stage -> trip.ask(new StageCheck(stage).compare(), counts -> change(stage, counts)))
                .toList();
        trip.make(connection);
        return all(changes);
    }

    private static Change change(Stage stage, ResultSet counts) throws SQLException {
        var inserted = counts.getLong(1);
        var updated = counts.getLong(2);
        var unchanged = stage.rows().rows().size() - inserted - updated;
        return new Change(stage.table(), inserted, updated, unchanged, counts.getLong(3));
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
            var trip = new RoundTrip();
            var added = removal.deleteOthers().map(trip::run).orElse(NONE);
            var removed = trip.run(removal.delete());
            var left = trip.askNumber(removal.countRemovable());
            trip.make(connection);
            requireRemoved(stage, left.get());
            changes.add(new Change(stage.table(), 0, 0, 0, added.get() + removed.get()));
        }
        var ids = users.stream().map(user -> "'" + user.id() + "'").collect(Collectors.joining(", "));
        others.requireNone("auth.users", "t.id::text in (" + (ids.isEmpty() ? "null" : ids) + ")");
        return changes;
    }
}
