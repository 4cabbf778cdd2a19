package loadtest.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import loadtest.measure.Recorder;
import loadtest.settings.ProjectFolder;
import loadtest.testing.Samples;

/**
 * What it costs to record: CPU of the generator beside the same load without, memory by the number of samples, and the
 * files of a million samples beside Gatling's own report of them.
 *
 * @param pairs how often a load runs with and without recording, in turns
 * @param rounds of six requests that each of {@value #USERS} users sends in one of these runs
 * @param few samples, and {@code many}, between which memory is compared
 * @param userRounds of six requests that each of {@value #MANY_USERS} users counts for the files
 */
record Recording(int pairs, int rounds, long few, long many, int userRounds) {
    private static final int USERS = 20;
    private static final int MANY_USERS = 2_000;
    private static final double MOST_CPU = 1.10;
    private static final double MOST_MEMORY = 1.10;
    private static final double MOST_FILES = 0.20;
    private static final int SAMPLES_PER_SECOND = 1_000;

    /** 120,000 requests in each run, 100,000 samples and 5 million, and a million for the files. */
    static Recording usual() {
        return new Recording(7, 1_000, 100_000, 5_000_000, 84);
    }

    void run(PrintStream out) throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(ProjectFolder.resolve("target")), "benchmark");
        try {
            memory(out);
            cpu(out, folder);
            files(out, folder);
        } finally {
            delete(folder);
        }
    }

    private void cpu(PrintStream out, Path folder) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var url = "http://127.0.0.1:" + serve(vertx).actualPort();
            var ratios = new ArrayList<Double>();
            var requests = (long) USERS * rounds * RecordedLoad.REQUESTS;
            out.printf(
                    Locale.ROOT,
                    "CPU of the generator for a request while the load goes on, %,d requests in each run%n",
                    requests);
            for (var pair = 1; pair <= pairs; pair++) {
                // Who comes first changes, so that neither profits from its place.
                var first = load(folder, url, pair % 2 == 0);
                var second = load(folder, url, pair % 2 != 0);
                var with = pair % 2 == 0 ? first : second;
                var without = pair % 2 == 0 ? second : first;
                ratios.add((double) with / without);
                out.printf(
                        Locale.ROOT,
                        "  pair %d: %6.1f us with recording, %6.1f us without: %.3f%n",
                        pair,
                        with / 1e3 / requests,
                        without / 1e3 / requests,
                        ratios.get(pair - 1));
            }
            ratios.sort(Comparator.naturalOrder());
            var median = ratios.get(pairs / 2);
            out.printf(
                    Locale.ROOT,
                    "  median ratio %.3f (%.3f–%.3f), %s%n",
                    median,
                    ratios.get(0),
                    ratios.get(pairs - 1),
                    kept(median, MOST_CPU));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private long load(Path folder, String url, boolean recorded) throws IOException, InterruptedException {
        return new GeneratorProcess(folder)
                .run(
                        Map.of(
                                "url", url,
                                "recorded", String.valueOf(recorded),
                                "users", String.valueOf(USERS),
                                "rounds", String.valueOf(rounds)),
                        "-nr")
                .cpu();
    }

    private static HttpServer serve(Vertx vertx) throws Exception {
        return vertx.createHttpServer()
                .requestHandler(request -> request.response().end("{\"status\":\"ok\"}"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void memory(PrintStream out) throws InterruptedException {
        var warm = new Recorder();
        Samples.feed(warm, few, SAMPLES_PER_SECOND);
        var atFew = retained(few);
        var atMany = retained(many);
        var ratio = (double) atMany / atFew;
        out.printf(
                Locale.ROOT,
                "memory of the recorder, %,d samples a second: %.2f MB with %,d samples, %.2f MB with %,d: %.3f, %s%n",
                SAMPLES_PER_SECOND,
                atFew / 1e6,
                few,
                atMany / 1e6,
                many,
                ratio,
                kept(ratio, MOST_MEMORY));
    }

    /** Heap that is in use with such a recorder and not without. */
    private static long retained(long samples) throws InterruptedException {
        var before = used();
        var recorder = new Recorder();
        Samples.feed(recorder, samples, SAMPLES_PER_SECOND);
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

    private void files(PrintStream out, Path folder) throws IOException, InterruptedException {
        var samples = (long) MANY_USERS * userRounds * RecordedLoad.REQUESTS;
        var measured = new GeneratorProcess(folder)
                .run(Map.of(
                        "recorded", "true",
                        "users", String.valueOf(MANY_USERS),
                        "rounds", String.valueOf(userRounds)));
        var ratio = (double) measured.files() / measured.report();
        out.printf(
                Locale.ROOT,
                "files of %,d samples: ours %,d ms, Gatling's report %,d ms: %.3f, %s%n",
                samples,
                measured.files() / 1_000_000,
                measured.report() / 1_000_000,
                ratio,
                kept(ratio, MOST_FILES));
    }

    private static String kept(double measured, double most) {
        return String.format(Locale.ROOT, "%s (aim: at most %.2f)", measured <= most ? "kept" : "MISSED", most);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
