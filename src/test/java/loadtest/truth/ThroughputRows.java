package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.TruthRow.row;

import java.util.List;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;

/** A target that does not keep up with the load: what was promised is just kept, and missed by one. */
final class ThroughputRows {
    private static final String REDEEM = "POST /redeem throughput";
    private static final String PREVIEW = "POST /api/vouchers/preview throughput";
    private static final String BATCHES = "POST /campaigns throughput";

    private ThroughputRows() {}

    static List<TruthRow> all() {
        var short1 = refused(7).fast().expect(exit(2), missed(PREVIEW), actual(PREVIEW, "94.17 % (113 of 120)"));
        var slow = batches("20000").expect(exit(2), missed(BATCHES), actual(BATCHES, "(10 in "));
        return List.of(
                refused(6).expect(exit(0), nothingMissed(), actual(PREVIEW, "95.00 % (114 of 120)")),
                short1,
                short1.without("the throughput", row -> row.file("throughput", null)),
                row("throughput: a third of the redeems is answered when the load is over")
                        .of(StationRedeemPeak.class)
                        .asShipped("throughput")
                        .load("hold 40 per second for 3 s")
                        .slo("POST /redeem", "p95", "500 ms")
                        .faults("slow { endpoints = \"POST /redeem\", latency { constant = 1500 ms } }")
                        .expect(exit(2), missed("POST /redeem p95", REDEEM)),
                slow,
                slow.without("the throughput", row -> row.file("throughput", null)),
                // 20 targets a batch: 30 batches a minute, fewer than the forty or so that it takes.
                batches("600").expect(exit(0), nothingMissed(), outcomeOf(BATCHES, "MET")),
                // Ten batches in the eight seconds that two waits take: 75 a minute, and more cannot be reached.
                row("throughput: senders who wait 4 s between batches")
                        .of(CampaignBulkSend.class)
                        .asShipped("throughput")
                        .load("at-once 4 users", "targets", 200)
                        .variable("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "20")
                        .variable("PERF_CAMPAIGN_TARGETS_PER_MIN", "20000")
                        .variable("PERF_CAMPAIGN_WAIT_MIN", "4")
                        .expect(exit(0), nothingMissed(), outcomeOf(BATCHES, "MET")),
                row("throughput of a closed model is for information")
                        .of(VoucherPreviewSpike.class)
                        .asShipped("throughput")
                        .where("2 users at a time for 2 s", trial -> trial.scenarioFile("profiles.ci.open", null)
                                .scenarioFile("profiles.ci.closed", "hold 2 users for 2 s"))
                        .expect(exit(0), nothingMissed(), outcomeOf(PREVIEW, "PRINTED")));
    }

    private static TruthRow refused(int times) {
        return row("throughput: " + times + " of 120 previews refused with 403")
                .of(VoucherPreviewSpike.class)
                .asShipped("throughput")
                .load("hold 40 per second for 3 s")
                .file("failed", "99 %")
                .faults("refused { endpoints = \"POST /api/vouchers/preview\", status = 403, every = 6, at-most = "
                        + times + " }");
    }

    /** Ten batches one after another, each taking a second and a half with its pause. */
    private static TruthRow batches(String throttle) {
        return row("throughput: some 40 batches a minute under a throttle of " + throttle)
                .of(CampaignBulkSend.class)
                .asShipped("throughput")
                .load("at-once 1 user", "targets", 200)
                .variable("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "20")
                .variable("PERF_CAMPAIGN_TARGETS_PER_MIN", throttle)
                .faults("slow { endpoints = \"POST /campaigns\", latency { constant = 1 s } }");
    }
}
