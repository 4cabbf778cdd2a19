package loadtest.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import loadtest.report.runs.RunsIndex;

/**
 * How long the files beside the runs take when one more has ended: the list of them above all.
 *
 * @param runs copies of one run's summary, an hour apart
 * @param times how often the files are made
 */
record ListOfRuns(int runs, int times) {
    private static final double MOST_MILLIS = 1_000;
    private static final Instant FIRST = Instant.parse("2030-01-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param summary of a real run
     * @param folder for the runs
     */
    void run(BenchmarkReport report, Path summary, Path folder) throws IOException {
        var bytes = copies((ObjectNode) JSON.readTree(summary.toFile()), folder);
        var first = update(folder);
        var next = new Repetitions();
        for (var time = 1; time < times; time++) {
            next.add(update(folder));
        }
        var table = BenchmarkTable.of("The list of runs", "runs", "summary of each", "the first in its JVM", "then");
        table.row(runs, MedianRange.of(bytes / 1e3, "kB", 0), MedianRange.of(first.toMillis(), "ms", 0), next.spread());
        report.table(table);
        report.aim("list of " + runs + " runs", first.toMillis(), Aim.atMost(MOST_MILLIS, " ms"));
    }

    /** @return the size of each summary */
    private long copies(ObjectNode summary, Path folder) throws IOException {
        var bytes = 0L;
        for (var run = 0; run < runs; run++) {
            var started = FIRST.plus(Duration.ofHours(run));
            summary.put("runId", "run-" + run)
                    .put("started", started.toString())
                    .put("ended", started.plusSeconds(60).toString());
            var file = Files.createDirectories(folder.resolve("run-" + run)).resolve("summary.json");
            bytes = Files.size(Files.write(file, JSON.writeValueAsBytes(summary)));
        }
        return bytes;
    }

    private static Duration update(Path folder) throws IOException {
        var begin = System.nanoTime();
        RunsIndex.update(folder);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        if (!Files.exists(folder.resolve("index.html"))) {
            throw new IllegalStateException("no list in " + folder);
        }
        return took;
    }
}
