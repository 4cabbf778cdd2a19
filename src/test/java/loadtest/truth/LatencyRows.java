package loadtest.truth;

import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.ExpectNumbers.measurement;
import static loadtest.truth.ExpectNumbers.percentileOfDelays;
import static loadtest.truth.TruthRow.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;

/** Latency: limits just met and just missed, and percentiles compared with the arithmetic answer. */
final class LatencyRows {
    private static final String REDEEM = "POST /redeem";

    private static final String PREVIEW = "POST /api/vouchers/preview";

    private LatencyRows() {}

    static List<TruthRow> all() {
        var rows = new ArrayList<TruthRow>();
        rows.addAll(percentiles());
        rows.addAll(means());
        rows.addAll(measured());
        rows.addAll(coordinated());
        return rows;
    }

    /** In a closed model four waiting users sample a freeze four times, however many would have arrived meanwhile. */
    private static List<TruthRow> coordinated() {
        var freeze = row("freeze of 2 s, previews at 25 per second")
                .of(VoucherPreviewSpike.class)
                .load("hold 25 per second for 8 s")
                .file("requests.\"" + PREVIEW + "\"", Map.of("p95", "500 ms"))
                .file("requests.\"GET voucher image\"", Map.of())
                .file("requests.\"GET voucher pdf\"", Map.of())
                .meanwhile("nothing answers for 2 s, after some seconds", (run, bench) -> {
                    run.loadFor(3_000);
                    bench.faults("faults { freeze { freeze = true, for = 2 s } }");
                })
                .alone()
                .expect(exit(2), missed(PREVIEW + " p95"));
        return List.of(
                freeze,
                freeze.without(
                        "the open model",
                        row -> row.file("profiles.ci", Map.of("closed", "hold 4 users for 8 s", "every", "160 ms"))));
    }

    /** 4 % or 6 % of 200 redeems are slow, so the 95th percentile is a fast or a slow one. */
    private static List<TruthRow> percentiles() {
        var missed = row("p95 just missed: 6 % of the answers late")
                .of(StationRedeemPeak.class)
                .load("hold 50 per second for 4 s")
                .slo(REDEEM, "p95", "1 s")
                .faults(late("1300 ms", 16))
                .expect(exit(2), missed("POST /redeem p95"));
        return List.of(
                row("p95 just met: 4 % of the answers late")
                        .of(StationRedeemPeak.class)
                        .load("hold 50 per second for 4 s")
                        .slo(REDEEM, "p95", "1 s")
                        .faults(late("1300 ms", 25))
                        .alone()
                        .expect(exit(0), nothingMissed()),
                missed,
                missed.without("its p95", row -> row.slo(REDEEM)));
    }

    /** No answer is faster than its delay, so 300 ms misses "less than 300 ms". */
    private static List<TruthRow> means() {
        var missed = row("mean just missed: every answer takes 300 ms")
                .of(StationRedeemPeak.class)
                .load("hold 30 per second for 2 s")
                .slo(REDEEM, "mean", "300 ms")
                .faults(late("300 ms", 1))
                .expect(exit(2), missed("POST /redeem mean"));
        return List.of(missed, missed.without("its mean", row -> row.slo(REDEEM)));
    }

    private static List<TruthRow> measured() {
        return List.of(
                // 400 redeems; those who arrive x s into the freeze wait 2 - x s. 5 % of 400 are 20, who arrived in its
                // first 20/50 = 0.4 s: the 95th percentile is 2 - 0.4 = 1.6 s. The freeze comes late, when the stand-in
                // is warm: a hundred answers at once are to take little time of their own.
                row("freeze of 2 s at 50 per second")
                        .of(StationRedeemPeak.class)
                        .load("hold 50 per second for 8 s")
                        .file("requests.\"" + REDEEM + "\"", Map.of("p95", "500 ms"))
                        .file("integrity", List.of())
                        .meanwhile("nothing answers for 2 s, after some seconds", (run, bench) -> {
                            run.loadFor(3_000);
                            bench.faults("faults { freeze { freeze = true, for = 2 s } }");
                        })
                        .alone()
                        .expect(
                                exit(2),
                                missed("POST /redeem p95"),
                                measurement(
                                        "p95, 2 s - 5 % of 400 / 50 per second",
                                        1_600,
                                        80,
                                        seen -> seen.request(REDEEM).path("p95").asDouble())),
                row("latencies of a lognormal distribution")
                        .of(StationRedeemPeak.class)
                        .load("hold 60 per second for 6 s")
                        .faults(
                                "drawn { endpoints = \"POST /redeem\", latency { lognormal { p50 = 600 ms, p95 = 1500 ms } } }")
                        .alone()
                        .expect(
                                exit(0),
                                percentileOfDelays(50, REDEEM),
                                percentileOfDelays(95, REDEEM),
                                percentileOfDelays(99, REDEEM)));
    }

    private static String late(String time, int every) {
        return "late { endpoints = \"POST /redeem\", latency { constant = " + time + " }, every = " + every + " }";
    }
}
