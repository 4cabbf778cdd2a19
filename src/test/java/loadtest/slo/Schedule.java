package loadtest.slo;

import java.util.function.Supplier;
import loadtest.measure.Lateness;
import loadtest.settings.DataFile;

/**
 * Whether the load was the load that was planned. A generator that falls behind measures itself, and its run is
 * invalid; {@code local} prints it.
 *
 * @param scenario id of the scenario whose load it is
 * @param tolerated the share of late ones that is
 * @param gates whether it decides
 */
public record Schedule(String scenario, Limit tolerated, boolean gates) {
    /** Fewer than this are an accident. */
    static final long FEWEST = 5;

    private static final String ADVICE = "; give the generator more cores, close other programs, or share the load"
            + " between machines (PERF_SHARE)";

    /**
     * Reads the block {@code schedule} of a scenario's file; by default 1 % may be over 100 ms late.
     *
     * @param scenario its id
     * @param file the whole of it
     * @throws loadtest.settings.BadInput for a word or value that is not of the vocabulary
     */
    public static Schedule read(String scenario, DataFile file) {
        var data = file.child("schedule").only("at-most");
        var tolerated = data.has("at-most") ? Limit.read(data, "at-most") : Limit.percent(1);
        if (!tolerated.percent()) {
            throw data.wrong("at-most", "a share such as \"1 %\"");
        }
        return new Schedule(scenario, tolerated, true);
    }

    /** The same, printed only where it does not decide. */
    public Schedule gating(boolean decides) {
        return new Schedule(scenario, tolerated, decides);
    }

    /** That the users of an open model start when they are due. */
    public Promise users() {
        return promise("users started as planned", Statistic.LATE_USERS);
    }

    /** That the engine's own timer is on time. */
    public Promise engine() {
        return promise("engine on time", Statistic.LATE_SECONDS);
    }

    private Promise promise(String name, Statistic statistic) {
        return new Promise(PromiseKind.SCHEDULE, scenario, name, statistic, tolerated, null);
    }

    /**
     * Judges an open model's users.
     *
     * @param seen of those who started
     * @param why what kept the generator from its work, asked for only if somebody was late
     */
    public Verdict users(long planned, Lateness seen, Supplier<String> why) {
        return seen.all() < planned
                ? new Verdict(users(), new Observation.Started(seen.all(), planned), planned, outcome(false), advice(why))
                : verdict(users(), seen, why);
    }

    /** Judges the engine's own timer, second by second; where users come back at their own pace, this is all there is. */
    public Verdict engine(Lateness seen, Supplier<String> why) {
        return verdict(engine(), seen, why);
    }

    private Verdict verdict(Promise promise, Lateness seen, Supplier<String> why) {
        var share = tolerated.seen(seen.late(), seen.all()).value();
        var met = seen.late() < FEWEST || tolerated.allows(share);
        var late = new Observation.Late(share, seen.late(), seen.all(), seen.worstMillis());
        return new Verdict(promise, late, seen.all(), outcome(met), met ? "" : advice(why));
    }

    private VerdictOutcome outcome(boolean met) {
        return gates ? Verdict.decided(met) : VerdictOutcome.PRINTED;
    }

    private static String advice(Supplier<String> why) {
        return "the generator: " + why.get() + ADVICE;
    }
}
