package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.settings.BadInput;

/**
 * How much longer the seeder takes than a bare COPY of the rows that it writes. Seeder and COPY take turns in the same
 * database, over the same round trip. A seed is measured whole, from its first connection to the summary on disk, and
 * its ten users, who are there already, are looked up in it; a COPY begins on a connection that is open, with its bytes
 * at hand.
 *
 * @param targets the sizes of the bulk set
 * @param roundTrips to the database and to the auth server; zero is the direct way
 * @param repetitions how often each time is taken for sizes up to {@value #LARGE}; larger ones are taken once
 */
record Seeding(List<Integer> targets, List<Duration> roundTrips, int repetitions) {
    private static final Duration LONG_LINK = Duration.ofMillis(20);
    private static final int USUAL_REPETITIONS = 5;
    private static final int LARGE = 100_000;
    static final int MOST = 1_000_000;

    private static final int HEAP_MEGABYTES = 32;
    private static final double MOST_MEMORY = 1.10;

    /** Of all fixtures with their users, over the long link. */
    private static final double MOST_CANONICAL_MILLIS = 2_500;

    /** With the sizes of {@code -Dbenchmark.targets}, by default 10,000 and a million. */
    static Seeding chosen() {
        var given = System.getProperty("benchmark.targets", CampaignTarget.BULK_COUNT + "," + MOST);
        var sizes = Stream.of(given.split(",")).map(Seeding::size).toList();
        return new Seeding(sizes, List.of(Duration.ZERO, LONG_LINK), USUAL_REPETITIONS);
    }

    private static int size(String text) {
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > MOST) {
            throw BadInput.in("-Dbenchmark.targets", text, "whole numbers up to " + MOST + ", with commas between");
        }
        return Integer.parseInt(text);
    }

    void run(BenchmarkReport report, Path folder) throws SQLException, IOException, InterruptedException {
        var warmUp = Math.min(CampaignTarget.BULK_COUNT, Collections.min(targets));
        report.note(String.format(
                Locale.ROOT,
                "Medians of %d (quickest–slowest), in a JVM warmed by %d rounds of %,d targets; above %,d targets each is"
                        + " taken once.",
                repetitions,
                repetitions,
                warmUp,
                LARGE));
        try (var database = SeededDatabase.start(folder)) {
            measure(database, warmUp, roundTrips.subList(0, 1), repetitions);
            var all = new ArrayList<SeedTimes>();
            for (var size : targets) {
                all.addAll(measure(database, size, roundTrips, size > LARGE ? 1 : repetitions));
            }
            var table = SeedTimes.table();
            all.forEach(times -> times.addTo(table));
            report.table(table);
            all.forEach(times -> times.judge(report));
            cold(database, report);
            memory(database, List.of(2 * warmUp, 20 * warmUp), report);
            canonical(database, report);
        }
    }

    /** What whoever types the command waits for, but for Maven's own start: the JVM is new, and nothing is compiled. */
    private void cold(SeededDatabase database, BenchmarkReport report)
            throws SQLException, IOException, InterruptedException {
        var table = BenchmarkTable.of(
                "The seeder's command in a JVM of its own, 10,000 targets over 0 ms", "found", "time", "CPU");
        for (var found : List.of("first run", "nothing changed")) {
            var times = new Repetitions();
            var cpu = new Repetitions();
            for (var i = 0; i < repetitions; i++) {
                if (found.equals("first run")) {
                    database.empty();
                }
                database.settle();
                var measured = database.seedByCommand();
                times.add(measured.wall());
                cpu.add(measured.cpu());
            }
            table.row(found, times.spread(), cpu.spread());
        }
        report.table(table);
    }

    /** Rows are made when they are sent, and kept nowhere: ten times as many fit into the same heap. */
    private static void memory(SeededDatabase database, List<Integer> sizes, BenchmarkReport report)
            throws SQLException, IOException, InterruptedException {
        var table = BenchmarkTable.of(
                "Memory of a seed in a heap of " + HEAP_MEGABYTES + " MB, nothing there before", "targets", "peak");
        var peaks = new ArrayList<Double>();
        for (var size : sizes) {
            database.empty();
            peaks.add(database.seedInHeap(HEAP_MEGABYTES, size).peakBytes() / 1e6);
            table.row(size, MedianRange.of(peaks.get(peaks.size() - 1), "MB", 0));
        }
        report.table(table);
        report.aim(
                "memory of a seed by the number of targets", peaks.get(1) / peaks.get(0), Aim.atMost(MOST_MEMORY, "x"));
    }

    /** The ways take turns, so that whatever slows this machine down meets all of them. */
    private static List<SeedTimes> measure(
            SeededDatabase database, int size, List<Duration> roundTrips, int repetitions)
            throws SQLException, IOException {
        var all = new ArrayList<SeedTimes>();
        try {
            for (var roundTrip : roundTrips) {
                all.add(new SeedTimes(database, database.over(roundTrip), size));
            }
            database.keepRows(size);
            for (var i = 0; i < repetitions; i++) {
                for (var times : all) {
                    times.repeat();
                }
            }
            return all;
        } finally {
            for (var times : all) {
                times.close();
            }
        }
    }

    /** The seed of a platform that knows nothing of the fixtures, users and all. */
    private void canonical(SeededDatabase database, BenchmarkReport report) throws SQLException, IOException {
        var times = new Repetitions();
        var turns = new TreeSet<Integer>();
        try (var link = database.over(LONG_LINK)) {
            for (var i = 0; i < repetitions; i++) {
                database.deleteUsers();
                database.empty();
                link.takeTurns();
                var started = System.nanoTime();
                database.seed(CampaignTarget.BULK_COUNT, link);
                times.add(Duration.ofNanos(System.nanoTime() - started));
                turns.add(link.takeTurns());
            }
        }
        report.aim(
                String.format(
                        Locale.ROOT,
                        "the canonical seed of an empty platform over %d ms, its ten users made too: %s; %s round trips to"
                                + " the database",
                        LONG_LINK.toMillis(),
                        times,
                        turns),
                times.median(),
                Aim.atMost(MOST_CANONICAL_MILLIS, " ms"));
    }
}
