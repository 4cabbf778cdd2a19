package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.ExpectNumbers.share;
import static loadtest.truth.TruthRow.row;

import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.List;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;

/** Bugs of the products that their answers hide. */
final class BugRows {
    private static final String REPLAYS = "replays all refused";
    private static final String TWICE = "no voucher redeemed twice";
    private static final String PERSISTED = "every accepted redeem persisted";
    private static final String ONCE = "every target dispatched exactly once";
    private static final String NOT_TWICE = "no target sent to twice";
    private static final String NOBODY_ELSE = "nobody else sent to";

    /** Far from the replays, which follow the first and the 51st arrival; the first is slow on a busy machine. */
    private static final String ONE_REDEEM = "every = 40, at-most = 1";

    private BugRows() {}

    static List<TruthRow> all() {
        var rows = new ArrayList<TruthRow>();
        rows.addAll(redeems());
        rows.addAll(dispatcher());
        rows.addAll(previews());
        rows.addAll(bodies());
        return rows;
    }

    private static List<TruthRow> redeems() {
        var doubleSpend = redeem("double spend: the redeem does not look at the voucher's state")
                .fast()
                .faults("bug { bug = redeem-without-state-check }")
                .expect(
                        exit(2),
                        missed("POST /redeem (replay) failed", REPLAYS, TWICE, PERSISTED),
                        actual(REPLAYS, "2 of 2 not refused"),
                        actual(TWICE, "2 accepted twice"),
                        actual(PERSISTED, "60 accepted, 60 vouchers redeemed, 62 events; 2 with more than one event"));
        var forgotten = redeem("one redeem of 60 answered and not persisted")
                .faults("bug { bug = redeem-not-persisted, " + ONE_REDEEM + " }")
                .expect(
                        exit(2),
                        missed(PERSISTED),
                        actual(PERSISTED, "60 accepted, 59 vouchers redeemed, 59 events; 1 accepted and not redeemed"));
        return List.of(
                doubleSpend,
                forgotten,
                forgotten.without("the audit of what persists", row -> row.file("integrity", List.of(REPLAYS, TWICE))));
    }

    private static List<TruthRow> dispatcher() {
        var loses = campaign("the dispatcher loses a target of one batch")
                .faults("bug { bug = dispatcher-loses-targets, every = 2, at-most = 1 }")
                .expect(exit(2), missed(ONCE), actual(ONCE, "399; 1 not dispatched"));
        var repeats = campaign("the dispatcher sends to one target twice")
                .faults("bug { bug = dispatcher-repeats-targets, every = 2, at-most = 1 }")
                .expect(exit(2), missed(ONCE, NOT_TWICE), actual(NOT_TWICE, "1 with more sent than asked"));
        return List.of(
                campaign("a policy blocks the last target of each batch")
                        .faults("bug { bug = dispatcher-blocks-targets }")
                        .expect(
                                exit(2),
                                missed(ONCE),
                                actual(ONCE, "396 of 400 taken over"),
                                outcomeOf("targets rejected", "PRINTED"),
                                actual("targets rejected", "4: 4 x not_queued: opted_out")),
                loses,
                loses.without(
                        "the audit of the dispatch", row -> row.file("integrity", List.of(NOT_TWICE, NOBODY_ELSE))),
                repeats,
                repeats.without("both audits of the dispatch", row -> row.file("integrity", List.of(NOBODY_ELSE))));
    }

    private static List<TruthRow> previews() {
        var noPdf = preview("a document that is no PDF")
                .faults("bug { bug = pdf-is-none, at-most = 1 }")
                .expect(exit(2), missed("GET voucher pdf failed"), share("GET voucher pdf failed", 5.00, 1));
        return List.of(
                preview("a preview degraded behind a 200")
                        .faults("bug { bug = degraded-preview, every = 5, at-most = 1 }")
                        .expect(exit(2), missed("POST /api/vouchers/preview failed")),
                noPdf,
                noPdf.without("the limit of failures", row -> row.file("failed", "99 %")),
                preview("an image that is no picture")
                        .faults("bug { bug = image-is-none, at-most = 1 }")
                        .expect(exit(2), missed("GET voucher image failed")));
    }

    private static List<TruthRow> bodies() {
        return List.of(
                preview("a preview's malformed body behind a 200")
                        .faults(
                                "half { endpoints = \"POST /api/vouchers/preview\", body = malformed, every = 5, at-most = 1 }")
                        .expect(exit(2), missed("POST /api/vouchers/preview failed")),
                redeem("a redeem's malformed body behind a 200")
                        .faults("half { endpoints = \"POST /redeem\", body = malformed, " + ONE_REDEEM + " }")
                        .expect(
                                exit(2),
                                missed("POST /redeem failed"),
                                actual(
                                        "nothing redeemed that was not accepted",
                                        "1 redeems without a clear answer, 1 of them persisted")),
                // The engine sends once more what it loses on a reused connection, so this may end in a 409.
                redeem("a redeem whose answer is lost on the way")
                        .faults("lost { endpoints = \"POST /redeem\", drop = answer, " + ONE_REDEEM + " }")
                        .expect(exit(2), outcome("FAILED"), share("POST /redeem failed", 1.67, 1)),
                campaign("a dispatcher's malformed body behind a 202")
                        .faults("half { endpoints = \"POST /campaigns\", body = malformed, every = 2, at-most = 1 }")
                        .expect(exit(2), missed("POST /campaigns failed", ONCE)));
    }

    private static TruthRow redeem(String name) {
        return of(StationRedeemPeak.class, name).load("hold 30 per second for 2 s");
    }

    private static TruthRow preview(String name) {
        return of(VoucherPreviewSpike.class, name).load("hold 10 per second for 2 s");
    }

    private static TruthRow campaign(String name) {
        return of(CampaignBulkSend.class, name).load("at-once 4 users", "targets", 400);
    }

    private static TruthRow of(Class<? extends Simulation> scenario, String name) {
        return row(name).of(scenario);
    }
}
