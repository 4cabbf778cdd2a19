package loadtest.truth;

import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.failedSample;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.reason;
import static loadtest.truth.ExpectNumbers.answers;
import static loadtest.truth.ExpectNumbers.count;
import static loadtest.truth.ExpectNumbers.share;
import static loadtest.truth.TruthRow.row;

import java.util.ArrayList;
import java.util.List;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.Workload;

/** Failures: each limit just met, and exceeded by one. Rows about a budget raise the limit of failed requests. */
final class BudgetRows {
    private BudgetRows() {}

    static List<TruthRow> all() {
        var rows = new ArrayList<TruthRow>();
        rows.addAll(failedShare());
        rows.addAll(agents());
        rows.addAll(previews());
        rows.addAll(dispatcher());
        rows.add(toldToWaitTooLong());
        rows.addAll(waba());
        return rows;
    }

    /** "&lt; 1 %" of 200: one is less, two are not. */
    private static List<TruthRow> failedShare() {
        var missed = refused(2).expect(exit(2), missed("POST /redeem failed"), share("POST /redeem failed", 1.00, 2));
        return List.of(
                refused(1).expect(exit(0), nothingMissed(), share("POST /redeem failed", 0.50, 1)),
                missed,
                missed.without("the limit of failures", row -> row.file("failed", "99 %")));
    }

    private static TruthRow refused(int times) {
        return row("failed share: " + times + " of 200 redeems refused with 403")
                .of(StationRedeemPeak.class)
                .load("hold 50 per second for 4 s")
                .faults("refused { endpoints = \"POST /redeem\", status = 403, every = 30, at-most = " + times + " }");
    }

    private static List<TruthRow> agents() {
        var one500 = row("5xx budget of 0: one 500 among all answers")
                .of(Workload.simplest().simulation())
                .load("hold 5 per second for 2 s")
                .file("failed", "99 %")
                // Not the first, which asks for the target's version before the load.
                .faults("broken { endpoints = \"" + Workload.simplest().get()
                        + "\", status = 500, every = 3, at-most = 1 }")
                .expect(exit(2), missed("HTTP 5xx at most 0"), answers(500, 1));
        var one429 = row("429 budget of 0: one 429 of the assistant")
                .fast()
                .of(AgentJourneys.class)
                .load("hold 4 per second for 2 s")
                .file("failed", "99 %")
                .faults("limited { endpoints = \"POST /api/agent/respond\", status = 429, every = 3, at-most = 1 }")
                .expect(
                        exit(2),
                        missed("HTTP 429 at most 0"),
                        answers(429, 1),
                        failedSample("POST /api/agent/respond", "429 where 200 was expected", "rate limit exceeded"));
        return List.of(
                one500,
                one500.without("the 5xx budget", row -> row.file("budgets", null)),
                one429,
                one429.without("the 429 budget", row -> row.file("budgets.\"HTTP 429\"", null)),
                row("502 of the assistant's upstream")
                        .of(AgentJourneys.class)
                        .load("hold 4 per second for 2 s")
                        .faults("upstream { endpoints = \"POST /api/agent/respond\", status = 502, at-most = 1 }")
                        .expect(exit(2), missed("POST /api/agent/respond failed", "HTTP 5xx at most 0")),
                row("403: the plan is refused by policy")
                        .of(AgentJourneys.class)
                        .load("hold 4 per second for 2 s")
                        .faults("policy { endpoints = \"POST /api/agent/plan\", status = 403, at-most = 1 }")
                        .expect(exit(2), missed("POST /api/agent/plan failed"), reason("403 where 200 was expected")));
    }

    /** 100 previews are 300 requests: three of them are 1 %. */
    private static List<TruthRow> previews() {
        return List.of(
                broken(3).expect(exit(0), nothingMissed(), share("HTTP 5xx at most 1 %", 1.00, 3)),
                broken(4).expect(exit(2), missed("HTTP 5xx at most 1 %"), share("HTTP 5xx at most 1 %", 1.33, 4)));
    }

    private static TruthRow broken(int times) {
        return row("5xx budget of 1 %: " + times + " of 300")
                .of(VoucherPreviewSpike.class)
                .load("hold 20 per second for 5 s")
                .file("failed", "99 %")
                .faults("broken { endpoints = \"GET voucher image\", status = 500, every = 9, at-most = " + times
                        + " }");
    }

    /** 19 batches; a batch that is answered with 429 is sent again. */
    private static List<TruthRow> dispatcher() {
        var budget = "HTTP 429 and 5xx at most 5 %";
        return List.of(
                limited(1).expect(exit(0), nothingMissed(), count("POST /campaigns", 20), share(budget, 5.00, 1)),
                limited(2).expect(exit(2), missed(budget), count("POST /campaigns", 21), share(budget, 9.52, 2)));
    }

    private static TruthRow limited(int times) {
        return row("429 budget of 5 %: " + times + " of " + (19 + times) + " batches told to wait")
                .of(CampaignBulkSend.class)
                .load("at-once 4 users", "targets", 190)
                .variable("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "10")
                .faults(
                        "limited { endpoints = \"POST /campaigns\", status = 429, retry-after = 1 s, every = 6, at-most = "
                                + times + " }");
    }

    private static TruthRow toldToWaitTooLong() {
        return row("429 until a date that no sender waits for")
                .of(CampaignBulkSend.class)
                .load("at-once 4 users", "targets", 400)
                .file("budgets", null)
                .faults(
                        "busy { endpoints = \"POST /campaigns\", status = 429, retry-after = 40 s, retry-after-as = date,"
                                + " every = 3, at-most = 1 }")
                .expect(
                        exit(2),
                        missed("every target dispatched exactly once"),
                        reason("1 batches given up (told to wait longer than 30 s)"),
                        count("POST /campaigns", 4));
    }

    private static List<TruthRow> waba() {
        var budget = "WABA 429 at most 5 %";
        var over = refusedByWaba("5.5 %").expect(exit(2), missed(budget), share(budget, 5.50, 11));
        return List.of(
                refusedByWaba("5 %").expect(exit(0), nothingMissed(), share(budget, 5.00, 10)),
                over,
                over.without("the WABA budget", row -> row.file("budgets.\"WABA 429\"", null)));
    }

    private static TruthRow refusedByWaba(String share) {
        return row("WABA 429 budget of 5 %: " + share + " of 200 messages")
                .of(CampaignBulkSend.class)
                .load("at-once 4 users", "targets", 200)
                .variable("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "20")
                .faults("waba { waba-429 = " + share + " }");
    }
}
