package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.Expect.reason;
import static loadtest.truth.TruthRow.row;

import java.util.List;
import loadtest.scenario.redeem.StationRedeemPeak;

/** A target that gets worse while a load goes on, whose figures over the whole may still be good. */
final class DriftRows {
    private static final String P95 = "drift of p95";
    private static final String FAILURES = "drift of failures";
    private static final String CONNECTIONS = "drift of connections";
    private static final String LOAD = "hold 60 per second for 16 s"; // a quarter has 240 users
    private static final long HALF = 480;
    private static final String MARK = "mark { endpoints = \"POST /redeem\", latency { constant = 1 ms } }";
    private static final int LEAKED = 15;

    private DriftRows() {}

    static List<TruthRow> all() {
        var slower = laterOn(
                        "drift: redeems get slower",
                        "slow { endpoints = \"POST /redeem\", latency { constant = 600 ms } }")
                .alone()
                .expect(exit(2), outcome("FAILED"), missed(P95), actual(P95, "POST /redeem from "));
        var failing = laterOn(
                        "drift: redeems begin to fail",
                        "broken { endpoints = \"POST /redeem\", status = 503, every = 20 }")
                .file("failed", "99 %")
                .file("integrity", List.of("no voucher redeemed twice")) // a replay that is struck is not refused
                .file("drift.p95", null)
                .alone()
                .expect(exit(2), outcome("FAILED"), missed(FAILURES), actual(FAILURES, "POST /redeem from 0.00 to "));
        var leaking = leaking().expect(exit(2), outcome("FAILED"), missed(CONNECTIONS));
        return List.of(
                soak("drift: a target that stays as it is", LOAD)
                        .alone()
                        .expect(
                                exit(0),
                                nothingMissed(),
                                outcomeOf(P95, "MET"),
                                outcomeOf(FAILURES, "MET"),
                                outcomeOf("drift of memory", "PRINTED")),
                slower,
                slower.without("the drift", row -> row.load(LOAD)),
                failing,
                failing.without("the drift", row -> row.load(LOAD)),
                leaking,
                leaking.without("the limit on connections", row -> row.file("drift.connections", null)),
                soak("drift: too few samples in a quarter", "hold 5 per second for 4 s")
                        .fast()
                        .expect(
                                exit(2),
                                missed(P95, FAILURES),
                                reason("too few samples to judge, of 100 in each quarter: POST /redeem")),
                soak("drift: a server without metrics", LOAD)
                        .variable("PERF_SUPABASE_METRICS_URL", "")
                        .expect(
                                exit(0),
                                nothingMissed(),
                                outcomeOf("drift of memory", "PRINTED"),
                                outcomeOf(CONNECTIONS, "PRINTED")));
    }

    private static TruthRow soak(String name, String load) {
        return row(name)
                .of(StationRedeemPeak.class)
                .load(load, "judges-drift", true)
                .file("drift.p95-from", "250 ms") // what a busy test machine varies by
                .faults(MARK);
    }

    private static TruthRow laterOn(String name, String fault) {
        return soak(name, LOAD).meanwhile("from the middle of the load on: " + fault, (run, bench) -> {
            run.requestsFor("mark", HALF);
            bench.faults("faults { " + fault + " }");
        });
    }

    /** At one reading a second a quarter has five. */
    private static TruthRow leaking() {
        return soak("drift: connections are left open", "hold 30 per second for 20 s")
                .variable("PERF_METRICS_EVERY", "1")
                .meanwhile(LEAKED + " connections more from the middle of the load on", (run, bench) -> {
                    run.requestsFor("mark", 300);
                    for (var i = 0; i < LEAKED; i++) {
                        run.keep(bench.connect());
                    }
                });
    }
}
