package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    /** Rows of one table: of more the statements take long anyhow. */
    private static final int MOST_TOGETHER = 20_000;

    private static final Supplier<Long> NONE = () -> 0L;

    private final Connection connection;
    private final List<Stage> stages;
    private final Progress progress;
    private Staging staging;

    /** Whether one round trip for all tables is worth a try. */
    private final boolean together;

    /** @param connection inside the transaction, which the caller commits */
    public FixtureTables(Connection connection, List<Stage> stages, Progress progress) {
        this.connection = connection;
        this.stages = stages;
        this.progress = progress;
        this.staging = new Staging(connection, stages, progress);
        this.together = stages.stream().allMatch(stage -> stage.rows().rows().size() <= MOST_TOGETHER);
    }

    /**
     * Tells what speeds the staging up.
     *
     * @param rows that may have been made already
     * @param roundTrip to the database
     */
    public FixtureTables with(RowsAhead rows, Duration roundTrip) {
        staging = staging.with(rows, roundTrip);
        return this;
    }

    /**
     * Compares, and where something is to be done writes, and reads back what the tables then hold. Where triggers change
     * what is written, the rows that differed are written a second time and compared with what they were, which takes
     * longer.
     *
     * @throws BadInput if a row is not there afterwards, or not as the scenarios need it
     */
    public ReadBack write() throws SQLException {
        staging.run();
        var found = found();
        return found.stream().allMatch(Comparison::isRight)
                ? ReadBack.untouched(changes(found))
                : new Merge(connection, found, together, progress).run();
    }

    /** What {@link #write} would do, where no row can be tried. */
    List<Change> compare() throws SQLException {
        staging.run();
        adopt();
        return changes(found());
    }

    private List<Comparison> found() throws SQLException {
        var found = new ArrayList<Supplier<Comparison>>();
        var trip = new RoundTrip();
        for (var stage : stages) {
            found.add(Comparison.ask(stage, trip));
            if (!together) {
                progress.at(stage.table() + ": comparing " + stage.rows().rows().size() + " rows");
                trip.make(connection);
                trip = new RoundTrip();
            }
        }
        progress.at("comparing all tables");
        trip.make(connection);
        return RoundTrip.all(found);
    }

    private static List<Change> changes(List<Comparison> found) {
        return found.stream().map(Comparison::change).toList();
    }

    private void adopt() throws SQLException {
        var trip = new RoundTrip();
        var adoption = new Adoption();
        stages.forEach(stage -> adoption.adopt(stage, trip));
        trip.make(connection);
    }

    /**
     * Deletes the fixtures' rows, and what runs have added to fixture vouchers.
     *
     * @param users who will be removed later on
     * @throws BadInput if rows of others refer to any of these, or a row is still there afterwards
     */
    public List<Change> remove(List<User> users) throws SQLException {
        staging.run();
        adopt();
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
            removal.requireNone(left.get());
            changes.add(new Change(stage.table(), 0, 0, 0, added.get() + removed.get()));
        }
        var ids = users.stream().map(user -> "'" + user.id() + "'").collect(Collectors.joining(", "));
        others.requireNone("auth.users", "t.id::text in (" + (ids.isEmpty() ? "null" : ids) + ")");
        return changes;
    }
}
