package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.testing.FaultyGateway;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs whose evidence is in danger; what else a run fails for is in the truth table. */
class RedRunIT {
    private static final int ASSERTIONS_FAILED = 2;

    @Tag("more-runs")
    @Test
    void answersOfTenMegabytesOfADispatcherThatForgets() throws Exception {
        var everything = StagingDeployment.reseeded();
        try (var gateway = new FaultyGateway(everything.get("PERF_BASE_URL"))
                .answering(
                        "/campaigns",
                        202,
                        "{\"accepted\":100,\"throttled\":0,\"rejected\":[],\"log\":\"" + "x".repeat(10_000_000)
                                + "\"}")) {
            var run = new Trial(CampaignBulkSend.class)
                    .patient()
                    .profile("ci", "at-once 2 users", Map.of("targets", 200))
                    .with(everything)
                    .with("PERF_CAMPAIGN_DISPATCH_URL", gateway.url("/campaigns"))
                    .run();
            assertRed(run, "every target dispatched exactly once is 200 not dispatched: ");
            assertThat(run.reasons().get(0))
                    .endsWith(
                            "; 200 of 200 taken over (200 sent, 0 waiting for the throttle), 0 rejected; recorded in the database: 0");
            assertThat(run.reasons()).hasSize(1);
            assertThat(run.files("responses.ndjson").get(0).lines())
                    .as("answers of ten megabytes")
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains("xxx").hasSizeBetween(2000, 6000));
        }
    }

    @Test
    void theDiskFillsUp() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a device that is always full");
        var run = new Trial(CampaignBulkSend.class)
                .patient()
                .profile("ci", "at-once 2 users", Map.of("targets", 200))
                .with(StagingDeployment.reseeded())
                .with("PERF_RESPONSE_LOG", "/dev/full")
                .with("PERF_OUTPUT_FILE", "/dev/full")
                .property("simulation", "CampaignBulkSend")
                .run();
        assertRed(run, "every target dispatched exactly once could not be audited: the response log lacks 2 answers");
        assertThat(run.output())
                .contains(
                        "  note      Gatling's figures below count our verdicts as requests",
                        "the response log cannot be written",
                        "the evidence is incomplete: /dev/full cannot be written (No space left on device)");
    }

    private static void assertRed(TrialResult run, String... reasons) {
        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        var summary = run.summary().orElseThrow();
        assertThat(summary.path("passed").asBoolean()).isFalse();
        var all = String.join("\n", run.reasons());
        assertThat(all).contains(reasons);
        assertThat(run.output()).contains("FAILED: ");
        assertThat(run.linesOfStackTraces()).isEmpty();
    }
}
