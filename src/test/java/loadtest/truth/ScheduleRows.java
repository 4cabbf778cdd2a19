package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.Expect.reason;
import static loadtest.truth.TruthRow.row;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import org.junit.jupiter.api.condition.OS;

/** A generator that falls behind its plan measures itself instead of the target. */
final class ScheduleRows {
    private static final String USERS = "users started as planned";
    private static final String BEGUN = "load begun as planned";
    private static final String LOAD = "hold 20 per second for 5 s";

    private ScheduleRows() {}

    static List<TruthRow> all() {
        var stalled = stalled("schedule not kept: the generator stands still for 1.5 s")
                .expect(
                        exit(2),
                        outcome("INVALID"),
                        missed(USERS),
                        reason("give the generator more cores, close other programs, or share the load"));
        var late = tenSecondsLate(row("a load that begins ten seconds after its planned start")
                .of(StationRedeemPeak.class)
                .load("hold 10 per second for 2 s"));
        return List.of(
                late,
                tenSecondsLate(row("a closed load that begins ten seconds after its planned start")
                        .of(VoucherPreviewSpike.class)
                        .file("profiles.ci", Map.of("closed", "hold 4 users for 2 s", "every", "1 s"))),
                late.without(
                        "the start", row -> row.where("no PERF_START_AT", trial -> trial.without("PERF_START_AT"))),
                stalled,
                stalled.without("the schedule", row -> row.file("schedule", Map.of("at-most", "99 %"))),
                stalled("schedule not kept, in profile local: for information")
                        .where("profile local", trial -> trial.profile("local", LOAD, Map.of("gates-latency", false))
                                .property("profile", "local"))
                        .expect(exit(0), outcome("PASSED"), nothingMissed(), outcomeOf(USERS, "PRINTED")));
    }

    private static TruthRow tenSecondsLate(TruthRow row) {
        return row.where("PERF_START_AT ten seconds ago", trial -> trial.named()
                        .with("PERF_START_AT", Instant.now().minusSeconds(10).toString()))
                .expect(exit(2), outcome("INVALID"), missed(BEGUN), actual(BEGUN, " ms late"));
    }

    private static TruthRow stalled(String name) {
        return stalled(row(name).of(StationRedeemPeak.class).load(LOAD));
    }

    /** The same with a generator that stands still while users arrive, which more than 1 % of them then do late. */
    static TruthRow stalled(TruthRow row) {
        return row.file("schedule", Map.of("at-most", "1 %"))
                .alone()
                .onlyIf(!OS.WINDOWS.isCurrentOs())
                .meanwhile("SIGSTOP while users arrive, SIGCONT 1.5 s later", (run, bench) -> {
                    run.loadFor(500);
                    run.signal("STOP");
                    Thread.sleep(1_500); // the length of the stall
                    run.signal("CONT");
                });
    }
}
