package loadtest.slo;

import java.util.OptionalLong;
import java.util.function.Supplier;
import loadtest.measure.Lateness;
import loadtest.settings.DataFile;

/**
 * The promise that the generator keeps to its schedule. A generator that falls behind measures itself, so its run is
 * invalid.
 *
 * @param scenario id of the scenario whose load it is
 * @param tolerated the share of users, or of seconds, that may be late
 * @param gates whether a missed schedule fails the run
 */
public record Schedule(String scenario, Limit tolerated, boolean gates) {
    /** Fewer late users or seconds than this are taken for an accident. */
    static final long FEWEST = 5;

    private static final int LATEST_START_MILLIS = 1_000;

    private static final String ADVICE = "; give the generator more cores, close other programs, or share the load"
            + " between machines (PERF_SHARE)";

    /**
     * Reads the block {@code schedule} of a scenario's file; by default 1 % may be more than 100 ms late.
     *
     * @param scenario its id
     * @param file the whole scenario file
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

    /** The same schedule, which only prints its verdicts where it does not decide. */
    public Schedule gating(boolean decides) {
        return new Schedule(scenario, tolerated, decides);
    }

    /** The promise that the users of an open model start when they are due. */
    public Promise users() {
        return promise("users started as planned", Statistic.LATE_USERS);
    }

    /** The promise that the load begins when it was planned to, whatever the profile: other machines begin then, too. */
    public Promise start() {
        return new Promise(
                PromiseKind.SCHEDULE,
                scenario,
                "load begun as planned",
                Statistic.LATE_START,
                new Limit(LATEST_START_MILLIS, true, Limit.Unit.MILLIS),
                null);
    }

    /** @param late milliseconds after the planned start, negative before it; empty where the load never began */
    public Verdict start(OptionalLong late) {
        return late.isPresent()
                ? new Verdict(
                        start(),
                        Observation.millis(late.getAsLong()),
                        1,
                        Verdict.decided(late.getAsLong() <= LATEST_START_MILLIS),
                        "")
                : new Verdict(start(), new Observation.NoSamples(), 0, VerdictOutcome.MISSED, "never begun");
    }

    /** The promise that the engine's own timer is on time. */
    public Promise engine() {
        return promise("engine on time", Statistic.LATE_SECONDS);
    }

    private Promise promise(String name, Statistic statistic) {
        return new Promise(PromiseKind.SCHEDULE, scenario, name, statistic, tolerated, null);
    }

    /**
     * Judges when the users of an open model started.
     *
     * @param seen the lateness of those who started
     * @param why what delayed the generator, called only if the promise is missed
     */
    public Verdict users(long planned, Lateness seen, Supplier<String> why) {
        return seen.all() < planned
                ? new Verdict(
                        users(), new Observation.Started(seen.all(), planned), planned, outcome(false), advice(why))
                : verdict(users(), seen, why);
    }

    /** Judges the engine's own timer, second by second. For a closed model this is the only promise on the schedule. */
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
