package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import loadtest.report.history.Baseline;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run beside an earlier one of its kind. */
class ComparedRunIT {
    private static final int ASSERTIONS_FAILED = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same run twice: once without a baseline, and once far slower than a baseline made of the first. */
    @Tag("more-runs")
    @Test
    void fastEnoughAloneAndARegressionBesideAFasterOne() throws Exception {
        var first = trial().property("baseline", "latest").run();
        assertThat(first.exit()).as(first.output()).isZero();
        assertThat(first.output())
                .contains("no earlier run to compare with")
                .contains("not audited  " + Baseline.PROMISE);
        assertThat(first.summary().orElseThrow().path("comparison").isNull()).isTrue();
        var results = first.folder().resolve("results");
        assertThat(Files.readString(results.resolve("index.html")))
                .contains("PASSED", Workload.simplest().id());
        assertThat(JSON.readTree(
                        results.resolve(Workload.simplest().id() + ".ci.json").toFile()))
                .isEqualTo(first.summary().get());

        var second = trial().property("baseline", faster(first).toString())
                .with("PERF_BASELINE_TOLERANCE_MS", "0")
                .with("GITHUB_ACTIONS", "true")
                .with("GITHUB_STEP_SUMMARY", results.resolve("job.md").toString())
                .run();
        assertThat(second.exit()).as(second.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(second.reasons()).hasSize(1);
        assertThat(second.reasons().get(0))
                .startsWith(Baseline.PROMISE + " is ")
                .contains("POST /api/auth/token/issue p95 was 0 ms");
        assertThat(second.output())
                .contains("Compared with the run of ", "  worse    POST /api/auth/token/issue p95 was 0 ms");
        assertThat(second.output()
                        .lines()
                        .filter(line -> line.startsWith(
                                "::error title=" + Workload.simplest().id() + " (ci)::")))
                .hasSize(1);
        assertThat(Files.readString(results.resolve("job.md")))
                .contains(
                        "| ✗ FAILED | " + Workload.simplest().id().replace("_", "\\_") + " | ",
                        " worse: ",
                        "<summary>Every figure compared</summary>",
                        "| MISSED | " + Baseline.PROMISE + " | none beyond the noise | ");
        var comparison = second.summary().orElseThrow().path("comparison");
        assertThat(comparison.path("runs").asInt()).isEqualTo(1);
        assertThat(comparison.path("regressions")).isNotEmpty();
        assertThat(second.linesOfStackTraces()).isEmpty();
    }

    @Test
    void aBaselineOfAnotherScenarioIsRefusedBeforeAnythingIsSent() throws Exception {
        var trial = trial().property("baseline", "other.json");
        Files.writeString(
                trial.folder().resolve("other.json"),
                "{\"schema\": 2, \"scenario\": \"agent_journeys\", \"profile\": \"ci\", \"outcome\": \"PASSED\"}");

        var run = trial.run();

        assertThat(run.exit()).as(run.output()).isEqualTo(2);
        assertThat(run.output().lines().filter(line -> line.contains("that run is of agent_journeys")))
                .hasSize(1);
        assertThat(run.output()).doesNotContain("started...");
        assertThat(run.linesOfStackTraces()).isEmpty();
        assertThat(run.sentNothing()).isTrue();
    }

    private static Trial trial() throws IOException {
        return Workload.simplest()
                .trial()
                .patient()
                .profile("ci", "hold 2 per second for 2 s", Map.of())
                .property("baseline.gate", "true")
                .with(StagingDeployment.fourSecrets());
    }

    /** Its summary as it would be had every answer come at once. */
    private static Path faster(TrialResult run) throws IOException {
        var summary = run.summary().orElseThrow().deepCopy();
        for (JsonNode request : summary.path("requests")) {
            ((ObjectNode) request).put("p50", 0).put("p95", 0).put("p99", 0);
        }
        var file = run.folder().resolve("faster.json");
        JSON.writeValue(file.toFile(), summary);
        return file;
    }
}
