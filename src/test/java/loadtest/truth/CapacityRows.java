package loadtest.truth;

import static loadtest.truth.Expect.aborted;
import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.nothingSent;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.Expect.says;
import static loadtest.truth.ExpectNumbers.countBetween;
import static loadtest.truth.ExpectNumbers.users;
import static loadtest.truth.TruthRow.row;

import java.util.List;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;

/** The highest arrival rate that a target carries: found at the known step, above the ceiling, below the first step. */
final class CapacityRows {
    private static final String REDEEM = "POST /redeem";
    private static final String CAPACITY = "capacity";
    private static final String USERS = "users started as planned";
    private static final String CLIMB = "climb 40 to 120 per second by 40, each for 5 s";
    private static final int FIRST_STEP = 200; // users
    private static final int ALL = 6 * FIRST_STEP;
    private static final String MARK = "mark { endpoints = \"POST /redeem\", latency { constant = 1 ms } }";
    private static final String PREVIEWS = "endpoints = \"POST /api/vouchers/preview\"";
    private static final String SLOW = "slow { endpoints = \"POST /redeem\", latency { constant = 700 ms } }";
    private static final String BROKEN = "broken { endpoints = \"POST /redeem\", status = 503, every = 5 }";
    private static final List<String> AUDITED = List.of("no voucher redeemed twice", "every accepted redeem persisted");

    private CapacityRows() {}

    static List<TruthRow> all() {
        var found = fromSecondStep("capacity: redeems fail from the second step on", BROKEN)
                .alone()
                .expect(
                        exit(0),
                        outcome("PASSED"),
                        nothingMissed(),
                        actual(CAPACITY, "40 per second held; 80 per second did not: POST /redeem failed is "),
                        outcomeOf(REDEEM + " failed", "PRINTED"),
                        outcomeOf(USERS, "MET"),
                        users(ALL),
                        countBetween(REDEEM, 2 * FIRST_STEP, ALL - 1)); // the others left
        var slow = fromSecondStep("capacity: redeems are slow from the second step on", SLOW)
                .slo(REDEEM, "p95", "500 ms")
                .slo(REDEEM + " (replay)") // its patience is for the whole load
                .alone()
                .expect(
                        exit(0),
                        nothingMissed(),
                        actual(CAPACITY, "40 per second held; 80 per second did not: POST /redeem p95 is "),
                        // Two steps, and the half second that the answers to the second have.
                        countBetween(REDEEM, 3 * FIRST_STEP, 4 * FIRST_STEP));
        var none = climb("capacity: redeems are slow from the first step on")
                .slo(REDEEM, "p95", "500 ms")
                .faults(SLOW)
                .expect(exit(2), outcome("FAILED"), missed(CAPACITY), actual(CAPACITY, "no step held; 40 per second"));
        var vanishing = fewerPreviews(
                        "capacity: documents are no longer fetched from the second step on",
                        FIRST_STEP,
                        "broken { " + PREVIEWS + ", status = 503, share = 90 % }")
                .expect(
                        exit(0),
                        nothingMissed(),
                        actual(CAPACITY, "40 per second held; 80 per second did not: GET voucher image samples is "));
        return List.of(
                vanishing,
                vanishing
                        .without("what each user sends", row -> row.whenNeeded("GET voucher image")
                                .whenNeeded("GET voucher pdf"))
                        .expect(actual(CAPACITY, "80 per second held, which is the ceiling")),
                fewerPreviews(
                                "capacity: few images are fetched, and all of them fail",
                                3, // once the check before the load is over
                                "broken { " + PREVIEWS + ", status = 503, share = 65 % },"
                                        + " images { endpoints = \"GET voucher image\", status = 503 }")
                        .expect(
                                exit(2),
                                missed(CAPACITY),
                                actual(
                                        CAPACITY,
                                        "no step held; 40 per second did not: GET voucher image failed is 100")),
                previews("capacity: documents that are not promised are not missed")
                        .variable("PERF_VOUCHER_DOCUMENTS", "none")
                        .expect(exit(0), actual(CAPACITY, "80 per second held, which is the ceiling")),
                found,
                found.without("its limit on failures", row -> row.file("failed", "99 %")),
                slow,
                slow.without("its p95", row -> row.slo(REDEEM)),
                none,
                none.without("its p95", row -> row.slo(REDEEM)),
                climb("capacity: a target that holds the whole ceiling")
                        .slo(REDEEM, "p95", "10 s")
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                actual(CAPACITY, "120 per second held, which is the ceiling")),
                row("capacity: steps too short to be judged")
                        .of(StationRedeemPeak.class)
                        .load("climb 5 to 15 per second by 5, each for 2 s", "settles", "500 ms")
                        .fast()
                        .expect(exit(2), missed(CAPACITY), actual(CAPACITY, "no step held")),
                aborts(),
                row("capacity: the ceiling is what the vouchers carry")
                        .of(StationRedeemPeak.class)
                        .load("climb 50 to 500 per second by 50, each for 5 s", "settles", "1 s")
                        .slo(REDEEM, "p95", "10 s")
                        .expect(
                                exit(0),
                                nothingMissed(),
                                says("ceiling reached by fixtures: 1600 vouchers"),
                                actual(CAPACITY, "150 per second held, which is the ceiling"),
                                users(1_500)),
                row("capacity: more vouchers in the first step than there are")
                        .of(StationRedeemPeak.class)
                        .load("climb 600 to 900 per second by 100, each for 3 s", "settles", "1 s")
                        .expect(exit(2), nothingSent(), says("its first step is too much for fixtures: 1600 vouchers")),
                integrity(),
                schedule());
    }

    /** Most previews may fail here; who has none does not fetch its documents. */
    private static TruthRow fewerPreviews(String name, int requests, String faults) {
        return previews(name)
                .faults("mark { " + PREVIEWS + ", latency { constant = 1 ms } }")
                .meanwhile("from request " + requests + " on: " + faults, (run, bench) -> {
                    run.requestsFor("mark", requests);
                    bench.faults("faults { " + faults + " }");
                });
    }

    private static TruthRow previews(String name) {
        return row(name)
                .of(VoucherPreviewSpike.class)
                .load("climb 40 to 80 per second by 40, each for 5 s", "settles", "1 s")
                .file("failed", "99 %")
                .file("budgets", null)
                .alone();
    }

    private static TruthRow fromSecondStep(String name, String fault) {
        // A replay that is struck by the fault is not refused.
        return climb(name)
                .file("integrity", AUDITED)
                .faults(MARK)
                .meanwhile("once the second step has begun: " + fault, (run, bench) -> {
                    run.requestsFor("mark", FIRST_STEP + 3); // a check before the load, and replays
                    bench.faults("faults { " + fault + " }");
                });
    }

    private static TruthRow climb(String name) {
        return row(name).of(StationRedeemPeak.class).load(CLIMB, "settles", "1 s");
    }

    private static TruthRow aborts() {
        return climb("capacity: an abort criterion ends the climb")
                .asShipped("abort")
                .faults("broken { endpoints = \"POST /redeem\", status = 503, every = 14 }")
                .expect(exit(2), outcome("FAILED"), aborted("redeem errors"));
    }

    /** A climb is for information on SLOs, and not on what is stored. */
    private static TruthRow integrity() {
        return climb("capacity: accepted redeems are not stored")
                .faults("lost { bug = redeem-not-persisted, every = 50 }")
                .expect(
                        exit(2),
                        outcome("FAILED"),
                        outcomeOf("every accepted redeem persisted", "MISSED"),
                        outcomeOf(CAPACITY, "MET"));
    }

    private static TruthRow schedule() {
        return ScheduleRows.stalled(climb("capacity: the generator stands still for 1.5 s"))
                .expect(exit(2), outcome("INVALID"), missed(USERS));
    }
}
