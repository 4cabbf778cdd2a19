package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Progress;

/** Writes what is staged into the real tables, and reads back what they then hold. */
final class Merge {
    /** Everything is staged by then. */
    private static final Savepoint NOTHING_WRITTEN = new Savepoint("seed_writes");

    /** In milliseconds: a statement that waits or works longer is worth a line of progress of its own. */
    private static final int LONGEST_TOGETHER = 3_000;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Supplier<Long> NONE = () -> 0L;

    private final Connection connection;
    private final List<Comparison> tables;
    private final Progress progress;
    private final boolean together;
    private final Adoption adoption = new Adoption();

    /** Whether the quicker way is worth a try, or another one. */
    private boolean hopeful = true;

    /**
     * @param tables in the order in which they are written
     * @param together whether all tables go in one round trip
     */
    Merge(Connection connection, List<Comparison> tables, boolean together, Progress progress) {
        this.connection = connection;
        this.tables = tables;
        this.together = together;
        this.progress = progress;
    }

    /** @throws loadtest.settings.BadInput if a row is not there afterwards, or not as the scenarios need it */
    ReadBack run() throws SQLException {
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
        if (hopeful) {
            try {
                return together ? together(keepFound) : oneByOne(keepFound);
            } catch (SQLException e) {
                // Which table was refused, or takes long, is known only where each has its own round trip; and a row
                // that someone else has added meanwhile is met only by the insert that looks for it.
                hopeful = false;
                if (!together && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
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
        trip.run("set local statement_timeout = " + LONGEST_TOGETHER);
        var counts = tables.stream().map(table -> write(table, keepFound, trip)).toList();
        var found = ReadBack.ask(stages(), keepFound, trip);
        trip.run("set local statement_timeout = 0");
        trip.make(connection);
        return readBack(RoundTrip.all(counts), found, keepFound);
    }

    private Optional<ReadBack> oneByOne(boolean keepFound) throws SQLException {
        var counts = new ArrayList<ReadBack.Counts>();
        for (var table : tables) {
            var stage = table.stage();
            progress.at(stage.table() + ": merging " + stage.rows().rows().size() + " rows");
            var trip = new RoundTrip();
            if (counts.isEmpty()) {
                begin(trip, keepFound);
            }
            var count = write(table, keepFound, trip);
            trip.make(connection);
            counts.add(count.get());
        }
        progress.at("reading back what was written");
        var trip = new RoundTrip();
        var found = ReadBack.ask(stages(), keepFound, trip);
        trip.make(connection);
        return readBack(counts, found, keepFound);
    }

    private Optional<ReadBack> readBack(
            List<ReadBack.Counts> counts, List<Supplier<ReadBack.Found>> found, boolean kept) throws SQLException {
        return ReadBack.of(connection, stages(), counts, RoundTrip.all(found), kept)
                .map(read -> read.with(adoption.ids()));
    }

    private List<Stage> stages() {
        return tables.stream().map(Comparison::stage).toList();
    }

    private static void begin(RoundTrip trip, boolean keepFound) {
        if (!keepFound) {
            trip.run(NOTHING_WRITTEN.make());
        }
    }

    private Supplier<ReadBack.Counts> write(Comparison table, boolean keepFound, RoundTrip trip) {
        var stage = table.stage();
        var adopted = adoption.adopt(stage, trip);
        // Others go first: the database refuses a second redeem of the same voucher.
        var removal = new Removal(stage);
        var removed = removal.deleteOthers().map(trip::run).orElse(NONE);
        var left = removal.countOthers().map(trip::askNumber).orElse(NONE);
        if (keepFound) {
            trip.run(stage.keepFound());
        }
        var updated = trip.run(stage.update(keepFound));
        var inserted = trip.run(stage.insert(!hopeful));
        // A trigger may put a row elsewhere, which the statement then does not count.
        var isCounted = stage.catalog().hasInsertTrigger(stage.table());
        return () -> {
            removal.requireNone(left.get());
            var added = isCounted ? table.missing() - adopted.get() : inserted.get();
            return new ReadBack.Counts(added, updated.get(), removed.get());
        };
    }
}
