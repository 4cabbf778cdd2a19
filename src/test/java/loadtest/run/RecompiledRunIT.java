package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.Await;
import loadtest.testing.CopiedClasses;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody compiles, or cleans, in another window while a run sends its load. */
class RecompiledRunIT {
    private static final int ASSERTIONS_FAILED = 2;

    @Tag("more-runs")
    @Test
    void theVerdictOfARunWithAuditsComes() throws Exception {
        var run = withoutItsClasses(new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "hold 10 per second for 6 s", Map.of())
                .with(StagingDeployment.reseeded()));

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("60 accepted, 60 vouchers redeemed, 60 events");
        assertEvidence(run, "PASSED");
    }

    @Tag("more-runs")
    @Test
    void theReasonsOfARunThatFailsCome() throws Exception {
        var run = withoutItsClasses(Workload.simplest()
                .trial()
                .patient()
                .profile("ci", "hold 10 per second for 6 s", Map.of())
                .slo(Workload.simplest().get(), Map.of("mean", "1 ms", "p95", "1 ms"))
                .with(StagingDeployment.fourSecrets())
                .with("PERF_RATE_LIMIT_PER_MINUTE", "100000"));

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.reasons())
                .anyMatch(reason -> reason.startsWith(Workload.simplest().get()));
        assertEvidence(run, "FAILED");
    }

    /** Deletes every class and page template of ours as soon as the load is seen. */
    private static TrialResult withoutItsClasses(Trial trial) throws Exception {
        var classes = CopiedClasses.in(trial.folder().resolve("compiled"));
        var process = trial.classPath(classes.classPath()).start();
        Await.until(
                Duration.ofSeconds(90), () -> trial.output().matches("(?s).*> (GET|POST) /.*") || !process.isAlive());
        classes.delete();
        assertThat(process.isAlive()).as(trial.output()).isTrue();
        return trial.result(process);
    }

    private static void assertEvidence(TrialResult run, String outcome) throws Exception {
        assertThat(run.summary().orElseThrow().path("outcome").asText()).isEqualTo(outcome);
        assertThat(run.output()).contains(outcome).doesNotContain("NoClassDefFoundError", "the evidence is incomplete");
        assertThat(run.file("verdict.html")).content().contains("chart", outcome);
        assertThat(run.file("junit.xml")).isNotEmptyFile();
        assertThat(run.file("readiness.md")).isNotEmptyFile();
        assertThat(run.folder().resolve("results/index.html")).isNotEmptyFile();
        assertThat(run.linesOfStackTraces()).isEmpty();
    }
}
