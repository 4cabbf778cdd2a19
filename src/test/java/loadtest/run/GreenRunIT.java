package loadtest.run;

import static loadtest.testing.GreenRun.assertGreen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every simulation of the voucher platform passes on a healthy target, and what it leaves behind agrees with Gatling's own
 * report; {@link GreenAgentRunIT} has the others.
 */
class GreenRunIT {

    @Test
    void previews() throws Exception {
        var run = new Trial(VoucherPreviewSpike.class)
                .patient()
                .profile("ci", "ramp 2 to 6 per second for 4 s", Map.of())
                .with(StagingDeployment.only(
                        StagingDeployment.reseeded(),
                        List.of(
                                "PERF_VOUCHER_PREVIEW_URL",
                                "PERF_SUMMARY_PATH",
                                "BRIDGE_SHARED_SECRET",
                                "SUPABASE_DB_URL"),
                        Map.of("PERF_IDEMPOTENCY_PREFIX", "it")))
                .run();
        assertGreen(run, VoucherPreviewSpike.class, 16, List.of());
        assertThat(run.output()).contains("20 vouchers compared with before the load");
    }

    @Test
    void campaign() throws Exception {
        var run = new Trial(CampaignBulkSend.class)
                .patient()
                .profile("ci", "at-once 3 users", Map.of("targets", 250))
                .with(StagingDeployment.reseeded())
                .with("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "60")
                .run();
        assertGreen(run, CampaignBulkSend.class, 3, List.of());
        assertThat(run.request("POST /campaigns").path("count").asInt()).isEqualTo(5);
        assertThat(run.summary().orElseThrow().path("waba").toString())
                .isEqualTo("{\"accepted\":250,\"rateLimited\":0,\"failed\":0,\"byCode\":{\"200\":250,\"429\":0},"
                        + "\"rejected\":{}}");
        assertThat(run.output())
                .contains(
                        "250 of 250 taken over (250 sent, 0 waiting for the throttle), 0 rejected; recorded in the database: 250")
                .contains("0 message ids answered twice; 250 message ids", "0 of 9753 other queued targets changed");
    }

    @Test
    void redeemsAuditedInTheDatabase() throws Exception {
        var run = new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "hold 20 per second for 3 s", Map.of())
                .with(StagingDeployment.reseeded())
                .run();
        assertGreen(run, StationRedeemPeak.class, 60, List.of());
        assertThat(run.request("POST /redeem (replay)").path("ok").asInt()).isEqualTo(2);
        assertThat(run.output()).contains("60 accepted, 60 vouchers redeemed, 60 events");
        var database = run.summary().orElseThrow().path("database");
        assertThat(database.path("trouble").asText("none")).isEmpty();
        assertThat(database.path("mayLack").asText()).contains("read 1 s after the load");
        assertThat(run.output()).contains("note      database statistics: the counts of tables were read 1 s");
        assertThat(database.path("tables").findValuesAsText("name")).contains("vouchers", "voucher_events");
        assertThat(database.path("statements").findValuesAsText("table")).contains("vouchers");
        assertThat(run.output())
                .contains("60 accepted, 60 vouchers redeemed, 60 events", "60 redeemed events looked at")
                .contains("1600 vouchers compared with before the load, 0 redeems without a clear answer")
                .doesNotContain("not audited", "answered without redeemedAt");
    }

    @Tag("more-runs")
    @Test
    void redeemsWithoutADatabaseSayThatTheyWereNotAudited() throws Exception {
        var run = new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "hold 5 per second for 2 s", Map.of())
                .with(StagingDeployment.only(
                        StagingDeployment.reseeded(),
                        List.of("PERF_STATION_REDEEM_URL", "PERF_SUMMARY_PATH", "BRIDGE_SHARED_SECRET"),
                        Map.of()))
                .run();
        assertGreen(run, StationRedeemPeak.class, 10, List.of());
        assertThat(run.output()).contains("not audited: no database given");
        assertThat(run.summary().orElseThrow().path("database").isNull()).isTrue();
        assertThat(run.summary().orElseThrow().path("resources").isNull()).isTrue();
    }
}
