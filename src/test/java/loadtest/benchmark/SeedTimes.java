package loadtest.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import loadtest.benchmark.SeededDatabase.Floor;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Change;

/** Times of the seeds of one size over one link, and of the COPY of the same rows. */
final class SeedTimes implements AutoCloseable {
    /** At most twice the COPY into the real tables, for the size that scenarios use. */
    private static final double MOST_RATIO = 2.0;

    private final SeededDatabase database;
    private final NetworkLink link;
    private final int targets;
    private final Map<Floor, Repetitions> floors = new EnumMap<>(Floor.class);
    private final Map<Before, Repetitions> seeds = new EnumMap<>(Before.class);

    /** What a seed finds. */
    private enum Before {
        EMPTY("first run"),
        CHANGED("all changed"),
        RIGHT("nothing changed");

        private final String text;

        Before(String text) {
            this.text = text;
        }
    }

    SeedTimes(SeededDatabase database, NetworkLink link, int targets) {
        this.database = database;
        this.link = link;
        this.targets = targets;
        for (var floor : Floor.values()) {
            floors.put(floor, new Repetitions());
        }
        for (var before : Before.values()) {
            seeds.put(before, new Repetitions());
        }
    }

    /** Takes each time once more. The rows to copy must be kept. */
    void repeat() throws SQLException, IOException {
        for (var floor : Floor.values()) {
            database.empty();
            database.settle();
            floors.get(floor).add(database.copy(floor, link));
        }
        database.empty();
        seed(Before.EMPTY);
        seed(Before.RIGHT);
        database.changeEveryRow();
        seed(Before.CHANGED);
    }

    private void seed(Before before) throws SQLException {
        database.settle();
        var started = System.nanoTime();
        var report = database.seed(targets, link);
        seeds.get(before).add(Duration.ofNanos(System.nanoTime() - started));
        if (!report.tables().stream().allMatch(change -> isAsExpected(before, change))) {
            throw new IllegalStateException("not a seed of '" + before.text + "':\n" + report.text());
        }
    }

    private static boolean isAsExpected(Before before, Change change) {
        var rows = change.inserted() + change.updated() + change.unchanged();
        var done =
                switch (before) {
                    case EMPTY -> change.inserted();
                    case CHANGED -> change.updated();
                    case RIGHT -> change.unchanged();
                };
        return done == rows && change.removed() == 0;
    }

    /** Empty, with the columns of {@link #addTo}. */
    static BenchmarkTable table() {
        return BenchmarkTable.of(
                "Seeding beside a bare COPY of the same rows",
                "targets",
                "round trip",
                "found",
                "seeder",
                "COPY unlogged, without index",
                "ratio",
                "COPY into the real tables",
                "ratio");
    }

    @Override
    public void close() throws IOException {
        link.close();
    }

    /** Adds a row for whatever a seed may find. */
    void addTo(BenchmarkTable table) {
        seeds.forEach((before, times) -> table.row(
                targets,
                Spread.of(List.of((double) link.roundTrip().toMillis()), "ms", 0),
                before.text,
                times.spread(),
                floors.get(Floor.UNLOGGED).spread(),
                ratio(times, Floor.UNLOGGED),
                floors.get(Floor.REAL).spread(),
                ratio(times, Floor.REAL)));
    }

    /** Compares with the aims, which are for the size that scenarios use. */
    void judge(BenchmarkReport report) {
        if (targets == CampaignTarget.BULK_COUNT) {
            seeds.forEach((before, times) -> report.aim(
                    targets + " targets over " + link.roundTrip().toMillis() + " ms, found " + before.text,
                    times.ratioTo(floors.get(Floor.REAL)),
                    Aim.atMost(MOST_RATIO, "x")));
        }
    }

    private Spread ratio(Repetitions times, Floor floor) {
        return Spread.of(List.of(times.ratioTo(floors.get(floor))), "x", 2);
    }
}
