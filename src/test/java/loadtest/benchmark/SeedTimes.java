package loadtest.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Change;

/** Times of the seeds of one size over one link, and of the COPY of the same rows. */
final class SeedTimes implements AutoCloseable {
    /** Beside the COPY into the real tables over the same link with a delay. */
    private static final double MOST_OVER_A_LINK = 2.0;

    private final SeededDatabase database;
    private final NetworkLink link;
    private final int targets;
    private final Map<Floor, Repetitions> floors = new EnumMap<>(Floor.class);
    private final Map<Before, Repetitions> seeds = new EnumMap<>(Before.class);

    /** What a seed finds, and how long it may take beside the COPY into the real tables. */
    private enum Before {
        EMPTY("first run", 1.5, 2.0),
        CHANGED("all changed", 2.0, 2.0),
        RIGHT("nothing changed", 0.8, 1.2);

        private final String text;
        private final double mostOfBulk;
        private final double mostOfMillion;

        Before(String text, double mostOfBulk, double mostOfMillion) {
            this.text = text;
            this.mostOfBulk = mostOfBulk;
            this.mostOfMillion = mostOfMillion;
        }

        /** Other sizes have no aim, nor has a million over a delay. */
        Optional<Aim> aim(int targets, boolean delayed) {
            return switch (targets) {
                case CampaignTarget.BULK_COUNT -> Optional.of(Aim.atMost(delayed ? MOST_OVER_A_LINK : mostOfBulk, "x"));
                case Seeding.MOST -> Optional.of(Aim.atMost(mostOfMillion, "x")).filter(aim -> !delayed);
                default -> Optional.empty();
            };
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
                MedianRange.of(link.roundTrip().toMillis(), "ms", 0),
                before.text,
                times.spread(),
                floors.get(Floor.UNLOGGED).spread(),
                ratio(times, Floor.UNLOGGED),
                floors.get(Floor.REAL).spread(),
                ratio(times, Floor.REAL)));
    }

    /** Compares with the aims. */
    void judge(BenchmarkReport report) {
        seeds.forEach((before, times) -> before.aim(targets, !link.roundTrip().isZero())
                .ifPresent(aim -> report.aim(
                        targets + " targets over " + link.roundTrip().toMillis() + " ms, " + before.text,
                        times.ratioTo(floors.get(Floor.REAL)),
                        aim)));
    }

    private MedianRange ratio(Repetitions times, Floor floor) {
        return MedianRange.of(times.ratioTo(floors.get(floor)), "x", 2);
    }
}
