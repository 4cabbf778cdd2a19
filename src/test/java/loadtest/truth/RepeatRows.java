package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.TruthRow.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.Workload;

/**
 * Connections that break. What breaks on a connection that was used before, the engine sends again by itself, however it
 * breaks; its sample shows nothing of that. What breaks on a fresh connection fails.
 */
final class RepeatRows {
    /** How a connection breaks, and whether the endpoint has done its work before. */
    private record Break(String name, String fault, boolean worked) {}

    private static final List<Break> BREAKS = List.of(
            new Break("an orderly close before the answer", "drop = request", false),
            new Break("an orderly close in the middle of the body", "body = truncated", true),
            new Break("a reset before the answer", "drop = request, reset = true", false),
            new Break("a reset in the middle of the body", "body = truncated, reset = true", true));

    private RepeatRows() {}

    static List<TruthRow> all() {
        var rows = new ArrayList<TruthRow>();
        for (var one : BREAKS) {
            rows.add(freshPost(one));
            rows.add(reusedPost(one));
            rows.add(freshGet(one));
            rows.add(reusedGet(one));
        }
        rows.addAll(audits());
        return rows;
    }

    /** The first request of a customer, whose device opens its connection for it. */
    private static TruthRow freshPost(Break how) {
        return row(how.name() + ": POST, fresh connection")
                .of(VoucherPreviewSpike.class)
                .load("hold 10 per second for 2 s")
                .faults(fault("POST /api/vouchers/preview", how, "every = 10, at-most = 1"))
                .expect(
                        exit(2),
                        missed("POST /api/vouchers/preview failed"),
                        actual("POST /api/vouchers/preview sent once", "all 20"));
    }

    /** Stations share their connections. Where the first try was carried out, the second is refused. */
    private static TruthRow reusedPost(Break how) {
        return row(how.name() + ": POST, reused connection")
                .of(StationRedeemPeak.class)
                .load("hold 30 per second for 2 s")
                .file("integrity", List.of())
                .faults(fault("POST /redeem", how, "every = 40, at-most = 1"))
                .expect(
                        exit(2),
                        how.worked()
                                ? missed("POST /redeem failed", "POST /redeem sent once")
                                : missed("POST /redeem sent once"),
                        actual("POST /redeem sent once", "1 of 60 sent again"));
    }

    /** With a token given, a visit begins with it. */
    private static TruthRow freshGet(Break how) {
        return row(how.name() + ": GET, fresh connection")
                .of(Workload.simplest().simulation())
                .load("hold 5 per second for 2 s")
                .before("a token given, so that nobody signs in", (run, bench) -> run.trial()
                        .with("PERF_BEARER_TOKEN", bench.token()))
                .faults(fault("GET /api/healthz", how, "every = 5, at-most = 1"))
                .expect(exit(2), missed("GET /api/healthz failed"), actual("GET /api/healthz sent once", "all 10"));
    }

    /** The documents come over the connection that the preview was asked on. */
    private static TruthRow reusedGet(Break how) {
        return row(how.name() + ": GET, reused connection")
                .of(VoucherPreviewSpike.class)
                .load("hold 10 per second for 2 s")
                .faults(fault("GET voucher pdf", how, "every = 10, at-most = 1"))
                .expect(
                        exit(0),
                        nothingMissed(),
                        outcomeOf("GET voucher pdf sent once", "PRINTED"),
                        actual("GET voucher pdf sent once", "1 of 20 sent again"));
    }

    private static List<TruthRow> audits() {
        var redeem = row("a redeem that the engine sends again")
                .of(StationRedeemPeak.class)
                .load("hold 30 per second for 2 s")
                .faults("lost { endpoints = \"POST /redeem\", drop = request, every = 40, at-most = 1 }")
                .expect(
                        exit(2),
                        missed("POST /redeem sent once"),
                        actual("no voucher redeemed twice", "1 sent again by the engine itself: "));
        var batch = row("a batch that the engine sends again")
                .fast() // one sender, so that its connection is reused on a busy machine, too
                .of(CampaignBulkSend.class)
                .load("at-once 1 users", "targets", 400)
                .faults("lost { endpoints = \"POST /campaigns\", drop = answer, every = 3, at-most = 1 }")
                .expect(
                        exit(2),
                        missed("POST /campaigns sent once"),
                        actual("no target sent to twice", "1 batches sent again by the engine itself: "));
        return List.of(
                redeem,
                redeem.without(
                        "the limit of repeats",
                        row -> row.file("requests.\"POST /redeem\"", Map.of("sent-again", "2 %"))),
                batch,
                batch.without(
                        "the limit of repeats",
                        row -> row.file("requests.\"POST /campaigns\"", Map.of("sent-again", 1))));
    }

    private static String fault(String endpoint, Break how, String which) {
        return "broken { endpoints = \"" + endpoint + "\", " + how.fault() + ", " + which + " }";
    }
}
