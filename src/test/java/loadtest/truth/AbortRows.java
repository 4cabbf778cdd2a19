package loadtest.truth;

import static loadtest.truth.Expect.aborted;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.ExpectNumbers.batchesAfterwards;
import static loadtest.truth.ExpectNumbers.stopAfter;
import static loadtest.truth.TruthRow.row;

import java.util.List;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;

/**
 * Runs that an abort criterion ends early. A criterion needs 100 samples, so the 100th answer reaches it; the requests
 * that the stand-in counts afterwards show when the load ended. The loads are long, so that the audits take seconds, too.
 */
final class AbortRows {
    private static final String BACKLOG = "dispatcher backlog";

    private AbortRows() {}

    static List<TruthRow> all() {
        var errors = row("abort: redeem errors over 1 %")
                .of(StationRedeemPeak.class)
                .asShipped("abort")
                .load("hold 50 per second for 20 s")
                .file("failed", "99 %")
                .faults("broken { endpoints = \"POST /redeem\", status = 503, every = 14 }")
                .expect(
                        exit(2),
                        outcome("FAILED"),
                        aborted("redeem errors"),
                        stopAfter("broken", 50, 0),
                        outcomeOf("every accepted redeem persisted", "MET"));
        var slow = row("abort: redeem p95 over 1 s")
                .of(StationRedeemPeak.class)
                .asShipped("abort")
                .load("hold 50 per second for 20 s")
                .faults("slow { endpoints = \"POST /redeem\", latency { constant = 1200 ms } }")
                .expect(
                        exit(2),
                        outcome("FAILED"),
                        aborted("redeem p95"),
                        stopAfter("slow", 50, 1_200),
                        outcomeOf("replays all refused", "MET"),
                        outcomeOf("every accepted redeem persisted", "MET"));
        var stuck = backlog("100000")
                .expect(
                        exit(2),
                        outcome("FAILED"),
                        aborted(BACKLOG),
                        missed(BACKLOG),
                        outcomeOf("every target dispatched exactly once", "NOT_AUDITED"),
                        batchesAfterwards("stuck", 10, 3 * 14));
        return List.of(
                errors,
                errors.without("the abort criteria", row -> row.file("abort", null)),
                slow,
                slow.without("the abort criteria", row -> row.file("abort", null)),
                row("abort: preview 5xx over 5 %")
                        .of(VoucherPreviewSpike.class)
                        .asShipped("abort")
                        .load("hold 25 per second for 40 s")
                        .file("failed", "99 %")
                        .file("budgets", null)
                        .faults("broken { endpoints = \"POST /api/vouchers/preview\", status = 503, every = 10 }")
                        .expect(
                                exit(2),
                                outcome("FAILED"),
                                aborted("preview 5xx"),
                                stopAfter("broken", 25, 0),
                                outcomeOf("previews changed nothing", "MET")),
                row("abort: preview p95 over 2 s")
                        .of(VoucherPreviewSpike.class)
                        .asShipped("abort")
                        .load("hold 25 per second for 40 s")
                        .faults("slow { endpoints = \"POST /api/vouchers/preview\", latency { constant = 2200 ms } }")
                        .expect(
                                exit(2),
                                outcome("FAILED"),
                                aborted("preview p95"),
                                stopAfter("slow", 25, 2_200),
                                outcomeOf("previews changed nothing", "MET")),
                // Four senders with a pause of 0.3 s at the least hand over no more than 14 batches a second.
                row("abort: WABA 429 over 5 %")
                        .of(CampaignBulkSend.class)
                        .asShipped("abort")
                        .load("at-once 4 users", "targets", 1_000)
                        .variable("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "10")
                        .file("budgets", null)
                        .faults("waba { waba-429 = 10 % }")
                        .expect(
                                exit(2),
                                outcome("FAILED"),
                                aborted("WABA 429"),
                                nothingMissed(),
                                outcomeOf("every target dispatched exactly once", "NOT_AUDITED"),
                                batchesAfterwards("waba", 10, 2 * 14)),
                stuck,
                stuck.without("the abort criteria", row -> row.file("abort", null)),
                // Its throttle alone explains what waits.
                backlog("600").expect(exit(0), nothingMissed(), outcomeOf(BACKLOG, "MET")));
    }

    /** The throttle would let the dispatcher send to ten targets within 6 ms, and no batch comes that soon for long. */
    private static TruthRow backlog(String throttle) {
        return row("abort: dispatcher backlog over 15 minutes, throttle " + throttle)
                .of(CampaignBulkSend.class)
                .asShipped("abort")
                .load("at-once 4 users", "targets", 1_000)
                .variable("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "10")
                .variable("PERF_CAMPAIGN_TARGETS_PER_MIN", throttle)
                .faults("stuck { bug = dispatcher-stuck }");
    }
}
