package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.agent.ApiSmoke;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.FaultyGateway;
import loadtest.testing.FleetingDatabase;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Test;

/** Every simulation fails on a sick target, and says what is wrong with it. */
class RedRunIT {
    private static final int ASSERTIONS_FAILED = 2;

    @Test
    void smokeMeetsAClosedDoor() throws Exception {
        try (var gateway = new FaultyGateway(StagingDeployment.everything().get("PERF_BASE_URL"))
                .answering("/api/readiness", 503, "{\"status\":\"degraded\"}")) {
            var run = new Trial(ApiSmoke.class)
                    .patient()
                    .profile("ci", "hold 2 per second for 2 s", Map.of())
                    .with(StagingDeployment.fourSecrets())
                    .with("PERF_BASE_URL", gateway.url(""))
                    .run();
            assertRed(run, "GET /api/readiness failed is 100.00 % (4)", "HTTP 5xx at most 0 is 4");
            assertThat(run.reasons()).hasSize(2);
        }
    }

    @Test
    void smokeIsTooSlow() throws Exception {
        var run = new Trial(ApiSmoke.class)
                .patient()
                .profile("ci", "hold 2 per second for 2 s", Map.of())
                .slo("GET /api/healthz", Map.of("p95", "1 ms"))
                .with(StagingDeployment.fourSecrets())
                .run();
        assertRed(run, "GET /api/healthz p95 is");
        assertThat(run.reasons()).hasSize(1);
    }

    @Test
    void agentJourneysBlowTheBudgetOf429() throws Exception {
        try (var gateway = new FaultyGateway(StagingDeployment.everything().get("PERF_BASE_URL"))
                .answering("/api/agent/respond", 429, "{\"error\":\"rate limit exceeded\"}")) {
            var run = new Trial(AgentJourneys.class)
                    .patient()
                    .profile("ci", "hold 2 per second for 2 s", Map.of())
                    .with(StagingDeployment.fourSecrets())
                    .with("PERF_EMAIL", "demo.user03@example.com")
                    .with("PERF_ENGAGEMENT_ID", "demo-engagement")
                    .with("PERF_BASE_URL", gateway.url(""))
                    .run();
            assertRed(run, "POST /api/agent/respond failed", "HTTP 429 at most 0 is 3");
        }
    }

    @Test
    void previewsAreDegradedBehindA200() throws Exception {
        var everything = StagingDeployment.everything();
        try (var gateway = new FaultyGateway(everything.get("PERF_BASE_URL"))
                .answering(
                        "/api/vouchers/preview",
                        200,
                        "{\"imageUrl\":\"http://127.0.0.1:9/x\",\"pdfUrl\":\"http://127.0.0.1:9/x\","
                                + "\"integration\":{\"status\":\"degraded\"}}")) {
            var run = new Trial(VoucherPreviewSpike.class)
                    .patient()
                    .profile("ci", "hold 3 per second for 2 s", Map.of())
                    .with("PERF_VOUCHER_PREVIEW_URL", gateway.url("/api/vouchers/preview"))
                    .with("PERF_SUMMARY_PATH", everything.get("PERF_SUMMARY_PATH"))
                    .run();
            // Nobody fetches the documents of a preview that failed: a row without samples is missed, too.
            assertRed(
                    run,
                    "POST /api/vouchers/preview failed is 100.00 % (6)",
                    "GET voucher image samples is none",
                    "GET voucher pdf samples is none");
        }
    }

    @Test
    void theDispatcherAcceptsAndForgets() throws Exception {
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
            assertRed(
                    run,
                    "every target dispatched exactly once is 200 of 200 taken over (200 sent, 0 waiting for the throttle), 0 rejected; recorded in the database: 0; 200 not dispatched");
            assertThat(run.reasons()).hasSize(1);
            assertThat(run.files("responses.ndjson").get(0).lines())
                    .as("answers of ten megabytes")
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains("xxx").hasSizeBetween(1000, 3000));
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
                        "the response log cannot be written",
                        "the evidence is incomplete: /dev/full cannot be written (No space left on device)");
    }

    @Test
    void aStationAcceptsEverythingAndKeepsNothing() throws Exception {
        var everything = new HashMap<>(StagingDeployment.reseeded());
        try (var gateway = new FaultyGateway(everything.get("PERF_BASE_URL"))
                .answering("/redeem", 200, "{\"status\":\"redeemed\",\"reference\":\"" + UUID.randomUUID() + "\"}")) {
            var run = new Trial(StationRedeemPeak.class)
                    .patient()
                    .profile("ci", "hold 5 per second for 2 s", Map.of())
                    .with(everything)
                    .with("PERF_STATION_REDEEM_URL", gateway.url("/redeem"))
                    .run();
            assertRed(
                    run,
                    "POST /redeem (replay) failed is 100.00 % (1)",
                    "replays all refused is 0 of 1 refused",
                    "no voucher redeemed twice is 1600 vouchers looked at; 1 accepted twice",
                    "every accepted redeem persisted is 10 accepted, 0 vouchers redeemed, 0 events");
        }
    }

    /** Without a database nobody knows beforehand. */
    @Test
    void vouchersRedeemedBySomebodyElse() throws Exception {
        var everything = new HashMap<>(StagingDeployment.reseeded());
        everything.remove("SUPABASE_DB_URL");
        var before = new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "hold 5 per second for 1 s", Map.of())
                .with(everything)
                .run();
        assertThat(before.exit()).as(before.output()).isZero();
        var run = new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "hold 5 per second for 1 s", Map.of())
                .with(everything)
                .run();
        assertRed(run, "someone else is redeeming here: reseed, run alone", "replays all refused is 0 of 0");
    }

    @Test
    void theDatabaseToAuditGoesDuringTheRun() throws Exception {
        var everything = StagingDeployment.reseeded();
        // The looks before the load get through: at the fixtures, and the audit's first.
        try (var database = new FleetingDatabase(everything.get("SUPABASE_DB_URL"), 2)) {
            var run = new Trial(StationRedeemPeak.class)
                    .patient()
                    .profile("ci", "hold 5 per second for 1 s", Map.of())
                    .with(everything)
                    .with("SUPABASE_DB_URL", database.url())
                    .run();
            assertRed(
                    run,
                    "every accepted redeem persisted could not be audited: the database at 127.0.0.1:"
                            + database.port());
            assertThat(run.output()).doesNotContain(database.password());
        }
    }

    private static void assertRed(Trial.Result run, String... reasons) {
        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        var summary = run.summary().orElseThrow();
        assertThat(summary.path("passed").asBoolean()).isFalse();
        var all = String.join("\n", run.reasons());
        assertThat(all).contains(reasons);
        assertThat(run.output()).contains("FAILED: ");
        assertThat(run.linesOfStackTraces()).isEmpty();
    }
}
