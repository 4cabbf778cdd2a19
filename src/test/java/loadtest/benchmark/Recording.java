package loadtest.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import loadtest.measure.Recorder;
import loadtest.testing.Samples;

/**
 * What it costs to record: CPU of the generator beside the same load without, memory by the number of samples, and the
 * files of a million samples beside Gatling's own report of them.
 *
 * @param pairs how often a load runs with and without recording, in turns
 * @param rounds of six requests that each of {@value #USERS} users sends in one of these runs
 * @param few samples, and {@code many}, between which memory is compared
 * @param userRounds of six requests that each of {@value #MANY_USERS} users counts for the files
 * @param flags of the JVM of a load, as the pom or {@code -Dgatling.jvmArgs} has them
 */
record Recording(int pairs, int rounds, long few, long many, int userRounds, List<String> flags) {
    private static final int USERS = 20;
    private static final int MANY_USERS = 2_000;
    private static final double MOST_CPU = 1.10;
    private static final double MOST_MEMORY = 1.10;
    private static final double MOST_FILES = 0.20;

    /** A run so long has nearly all points of its timeline, and a longer one has no more. */
    private static final int SECONDS = 800;

    /** 120,000 requests in each run, 100,000 samples and 10 million, and a million for the files. */
    static Recording usual() {
        return new Recording(7, 1_000, 100_000, 10_000_000, 84, Generator.flagsOfALoad());
    }

    void run(BenchmarkReport report, Path folder) throws Exception {
        memory(report);
        cpu(report, folder);
        files(report, folder);
        new ListOfRuns(500, 5)
                .run(report, GeneratorProcess.files(folder).resolve("summary.json"), folder.resolve("runs"));
    }

    private void cpu(BenchmarkReport report, Path folder) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var url = "http://127.0.0.1:" + serve(vertx).actualPort();
            var with = new ArrayList<Double>();
            var without = new ArrayList<Double>();
            for (var pair = 1; pair <= pairs; pair++) {
                // Who comes first changes, so that neither profits from its place.
                for (var recorded : List.of(pair % 2 == 0, pair % 2 != 0)) {
                    (recorded ? with : without).add(load(folder, url, recorded));
                }
                report.progress("pair " + pair + " of " + pairs);
            }
            var ratio = MedianRange.ratios(with, without);
            var table = BenchmarkTable.of(
                    "CPU of the generator for a request while the load goes on",
                    "requests in a run",
                    "with recording",
                    "without",
                    "ratio");
            table.row(requests(), MedianRange.of(with, "us", 1), MedianRange.of(without, "us", 1), ratio);
            report.table(table);
            report.aim("CPU with recording", ratio.median(), Aim.atMost(MOST_CPU, "x"));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private long requests() {
        return (long) USERS * rounds * RecordedLoad.REQUESTS;
    }

    /** Microseconds of CPU for a request. */
    private double load(Path folder, String url, boolean recorded) throws IOException, InterruptedException {
        return new GeneratorProcess(folder, flags)
                        .run(
                                Map.of(
                                        "url", url,
                                        "recorded", String.valueOf(recorded),
                                        "users", String.valueOf(USERS),
                                        "rounds", String.valueOf(rounds)),
                                "-nr")
                        .cpu()
                / 1e3
                / requests();
    }

    private static HttpServer serve(Vertx vertx) throws Exception {
        return vertx.createHttpServer()
                .requestHandler(request -> request.response().end("{\"status\":\"ok\"}"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void memory(BenchmarkReport report) throws InterruptedException {
        var rate = Math.toIntExact(few / SECONDS);
        var dense = Math.toIntExact(many / SECONDS);
        Samples.feed(new Recorder(), few, rate);
        var table = BenchmarkTable.of("Memory of the recorder", "samples", "a second", "heap");
        var least = memory(table, few, rate);
        var most = Math.max(memory(table, many, dense), memory(table, many, rate));
        report.table(table);
        report.aim("memory by the number of samples", (double) most / least, Aim.atMost(MOST_MEMORY, "x"));
    }

    private static long memory(BenchmarkTable table, long samples, int perSecond) throws InterruptedException {
        var bytes = retained(samples, perSecond);
        table.row(samples, perSecond, MedianRange.of(bytes / 1e6, "MB", 2));
        return bytes;
    }

    /** Heap that is in use with such a recorder and not without. */
    private static long retained(long samples, int perSecond) throws InterruptedException {
        var before = used();
        var recorder = new Recorder();
        Samples.feed(recorder, samples, perSecond);
        var after = used();
        if (recorder.overall().count() != samples) {
            throw new IllegalStateException("the recorder lost samples");
        }
        return after - before;
    }

    private static long used() throws InterruptedException {
        var least = Long.MAX_VALUE;
        for (var i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50); // the collector's own threads
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    private void files(BenchmarkReport report, Path folder) throws IOException, InterruptedException {
        var measured = new GeneratorProcess(folder, flags)
                .run(Map.of(
                        "recorded", "true",
                        "users", String.valueOf(MANY_USERS),
                        "rounds", String.valueOf(userRounds)));
        var ratio = (double) measured.files() / measured.report();
        var table = BenchmarkTable.of(
                "All files of a run beside Gatling's own report", "samples", "ours", "Gatling's", "ratio");
        table.row(
                (long) MANY_USERS * userRounds * RecordedLoad.REQUESTS,
                MedianRange.of(measured.files() / 1e6, "ms", 0),
                MedianRange.of(measured.report() / 1e6, "ms", 0),
                MedianRange.of(ratio, "x", 2));
        report.table(table);
        report.aim("time of all files", ratio, Aim.atMost(MOST_FILES, "x"));
    }
}
