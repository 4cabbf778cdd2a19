package loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import loadtest.report.summary.Summary;
import loadtest.testing.SampleRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessFileTest {
    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");

    @TempDir
    Path folder;

    private final Invocation maven = new Invocation(NOON, 4711);

    @Test
    void holdsARowForEachScenarioOfAnInvocation() throws IOException {
        add(maven, "api_smoke", SampleRuns.green());
        add(maven, "station_redeem_peak", SampleRuns.blown());
        add(maven, "agent_journeys", SampleRuns.notRun("cannot run: is missing PERF_PASSWORD"));

        assertThat(rows())
                .hasSize(3)
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("| api_smoke | ramp | PASSED | "),
                        row -> assertThat(row).startsWith("| station_redeem_peak | ramp | FAILED | "),
                        row -> assertThat(row)
                                .startsWith(
                                        "| agent_journeys | local | NOT_RUN: cannot run: is missing PERF_PASSWORD | - | "));
        assertThat(Files.readString(folder.resolve("readiness.md"))).containsOnlyOnce("# Performance readiness");
        assertThat(folder.resolve("readiness-20300131T120000-4711.md"))
                .hasSameTextualContentAs(folder.resolve("readiness.md"));
    }

    @Test
    void invocationsNeverMixAndTheNewestIsShown() throws IOException {
        var later = new Invocation(NOON.plusSeconds(60), 12);
        add(maven, "api_smoke", SampleRuns.green());
        add(later, "api_smoke", SampleRuns.blown());
        add(maven, "agent_journeys", SampleRuns.green()); // the first goes on

        assertThat(rows()).singleElement().asString().startsWith("| api_smoke | ramp | FAILED");
        assertThat(rows(folder.resolve("readiness-20300131T120000-4711.md")))
                .hasSize(2)
                .allMatch(row -> row.contains("| PASSED |"));
    }

    /** Its parent's process is the same one, and its scenarios come again. */
    @Test
    void theSecondInvocationOfABuildDaemonIsAnother() throws IOException {
        add(maven, "api_smoke", SampleRuns.green());
        add(maven, "agent_journeys", SampleRuns.green());
        add(maven, "api_smoke", SampleRuns.blown());
        add(maven, "agent_journeys", SampleRuns.blown());

        assertThat(rows()).hasSize(2).allMatch(row -> row.contains("| FAILED |"));
        assertThat(rows(folder.resolve("readiness-20300131T120000-4711.md")))
                .hasSize(2)
                .allMatch(row -> row.contains("| PASSED |"));
    }

    @Test
    void aScenarioThatCannotRunInTwoInvocationsOfABuildDaemonHasARowInEach() throws IOException {
        add(maven, "api_smoke", SampleRuns.notRun("cannot run: is it up?"));
        add(maven, "api_smoke", SampleRuns.notRun("cannot run: is it up?"));

        assertThat(rows(folder.resolve("readiness-20300131T120000-4711.md"))).hasSize(1);
        assertThat(rows(folder.resolve("readiness-20300131T120000-4711-2.md"))).hasSize(1);
    }

    @Test
    void aRunThatIsInterruptedWhileItEndsHasOneRow() throws IOException {
        var run = named("api_smoke", "one", SampleRuns.green());
        file(maven).add(run);
        file(maven).add(named("api_smoke", "one", SampleRuns.interrupted()));

        assertThat(rows()).singleElement().asString().startsWith("| api_smoke | ramp | INTERRUPTED");
    }

    @Test
    void rowsThatAreAddedAtOnceAreAllThere() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        var added = new ArrayList<Future<?>>();
        for (var n = 10; n < 22; n++) {
            var invocation = new Invocation(NOON.plusSeconds(n), n);
            added.add(threads.submit((Callable<Void>) () -> {
                for (var scenario : List.of("api_smoke", "agent_journeys", "station_redeem_peak")) {
                    add(invocation, scenario, SampleRuns.green());
                }
                return null;
            }));
        }
        for (var one : added) {
            one.get();
        }
        threads.shutdown();

        for (var n = 10; n < 22; n++) {
            assertThat(rows(folder.resolve("readiness-20300131T1200" + n + "-" + n + ".md")))
                    .hasSize(3);
        }
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void saysThatItCannotBeWritten() throws IOException {
        var file = Files.writeString(folder.resolve("a-file"), "no folder");

        assertThat(new ReadinessFile(file, maven).add(SampleRuns.green())).hasValueSatisfying(line -> assertThat(line)
                .startsWith("the readiness report lacks station_redeem_peak: "));
    }

    private void add(Invocation invocation, String scenario, Summary run) {
        assertThat(file(invocation).add(named(scenario, scenario + System.nanoTime(), run)))
                .isEmpty();
    }

    private ReadinessFile file(Invocation invocation) {
        return new ReadinessFile(folder, invocation);
    }

    private static Summary named(String scenario, String runId, Summary run) {
        return new Summary(
                new Summary.Identity(scenario, run.identity().profile(), runId, null),
                run.result(),
                run.conditions(),
                run.traffic(),
                run.verdicts(),
                run.observations(),
                run.remarks());
    }

    private List<String> rows() throws IOException {
        return rows(folder.resolve("readiness.md"));
    }

    /** Without the names of the columns and the line below them. */
    private static List<String> rows(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("|")).skip(2).toList();
        }
    }
}
