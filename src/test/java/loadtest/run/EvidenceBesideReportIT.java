package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.Await;
import loadtest.testing.SummaryFile;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The evidence of a run and the engine's report do not wait for each other, and the process ends after both. */
class EvidenceBesideReportIT {
    private static final Duration LONGEST = Duration.ofSeconds(180);

    /** The byte that whoever appends to the outcomes of a command locks. */
    private static final long APPENDING = Long.MAX_VALUE - 1;

    @Tag("more-runs")
    @Test
    void theProcessEndsWhenBothAreWhole() throws Exception {
        var trial = Workload.simplest().trial().patient().profile("ci", "at-once 1 users", Map.of());
        var run = trial.start();
        try {
            Await.until(LONGEST, () -> trial.output().contains("started...") || !run.isAlive());
            var outcomes = Await.found(LONGEST, () -> file(trial, "outcomes.ndjson"));
            try (var held = FileChannel.open(outcomes, StandardOpenOption.WRITE)) {
                held.lock(APPENDING, 1, false);
                Await.until(LONGEST, () -> file(trial, "index.html").isPresent() || !run.isAlive());

                assertThat(run.isAlive()).as(trial.output()).isTrue();
                assertThat(trial.output()).contains("Verdicts of ").doesNotContain("PASSED: ");
            }
            var result = trial.result(run);

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(Files.readString(outcomes)).contains("ENDED");
            assertThat(SummaryFile.read(result.file("summary.json")).result().outcome())
                    .isEqualTo(RunOutcome.PASSED);
            assertThat(trial.folder().resolve("results/index.html")).content().contains("verdict.html");
            assertThat(result.output().substring(result.output().indexOf("PASSED: ")))
                    .as("the verdict is the last word")
                    .hasLineCount(2);
        } finally {
            run.destroyForcibly();
        }
    }

    /** Of a folder of the run or of its command; the list of all runs lies beside these. */
    private static Optional<Path> file(Trial trial, String name) throws IOException {
        try (var all = Files.walk(trial.folder().resolve("results"), 2)) {
            return all.filter(path -> path.endsWith(name))
                    .filter(path -> !path.getParent().endsWith("results"))
                    .findFirst();
        }
    }
}
