package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import loadtest.testing.MavenProject;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The readiness report after {@code mvn gatling:test}, which runs each scenario in a process of its own. */
@Tag("more-runs")
class ReadinessIT {
    private static final String RESULTS = "test-results/performance";

    @TempDir
    Path folder;

    @Test
    void itHoldsTheNewestRunOfEveryScenario() throws Exception {
        var dotEnv = new HashMap<>(StagingDeployment.everything());
        dotEnv.putAll(StagingDeployment.fourSecrets());
        var project = MavenProject.in(folder, dotEnv);
        change(project, "agent_journeys", "ramp 1 to 2 per second for 30 s", "hold 4 per second for 1 s");
        change(project, "api_smoke", "hold 1 per second for 15 s\", gates-latency = false", "at-once 3 users\"");
        change(project, "api_smoke", "{ p95 = 900 ms }", "{ p95 = 1 ms }"); // which no answer keeps

        var both = project.run("gatling:test", "-Dsimulation=A*");
        assertThat(both.exit()).as(both.output()).isNotZero();
        var report = results(project).resolve("readiness.md");
        assertThat(rows(report))
                .as(both.output())
                .satisfiesOnlyOnce(row -> assertThat(row).matches("\\| agent_journeys \\| ✓ ready \\| PASSED \\| .*"))
                .satisfiesOnlyOnce(
                        row -> assertThat(row).matches("\\| api_smoke \\| ✗ not ready \\| (FAILED|INVALID)<br>.*"))
                .satisfiesOnlyOnce(
                        row -> assertThat(row).startsWith("| station_redeem_peak | ✗ not ready | no run of it | "));
        assertThat(Files.readString(report)).contains("# Performance readiness: local on 127", "\nReady: 1 of ");
        assertThat(results(project).resolve("readiness.html")).content().contains("Ready: 1 of ");
        var journeys = row(report, "agent_journeys");

        var one = project.run("gatling:test", "-Dsimulation=ApiSmoke");
        assertThat(one.exit()).as(one.output()).isNotZero();
        assertThat(row(report, "agent_journeys")).startsWith(journeys.substring(0, 70));
    }

    @Test
    void aScenarioThatCannotRunHasItsRow() throws Exception {
        var run = Workload.simplest()
                .trial()
                .with(StagingDeployment.fourSecrets())
                .with("PERF_BASE_URL", "http://127.0.0.1:1")
                .run();

        assertThat(run.exit()).as(run.output()).isEqualTo(2);
        assertThat(row(
                        run.folder().resolve("results/readiness.md"),
                        Workload.simplest().id()))
                .contains(" | NOT_RUN<br>", "127.0.0.1:1");
    }

    private static String row(Path file, String scenario) throws IOException {
        return rows(file).stream()
                .filter(row -> row.startsWith("| " + scenario + " |"))
                .findFirst()
                .orElseThrow();
    }

    private static void change(MavenProject project, String scenario, String before, String now) throws IOException {
        var file = project.folder().resolve("target/test-classes/scenarios/" + scenario + ".conf");
        var text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, now));
    }

    private static Path results(MavenProject project) {
        return project.folder().resolve(RESULTS);
    }

    /** Without the names of the columns and the line below them. */
    private static List<String> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }
}
