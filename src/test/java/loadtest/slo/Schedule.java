package loadtest.slo;

import java.util.Locale;
import java.util.function.Supplier;
import loadtest.measure.Lateness;
import loadtest.settings.DataFile;

/**
 * Whether the load was the load that was planned. A generator that falls behind measures itself, and its run is
 * invalid; {@code local} prints it.
 *
 * @param tolerated the share of late ones that is
 * @param gates whether it decides
 */
public record Schedule(Limit tolerated, boolean gates) {
    /** The names of both promises, as they stand in the verdict table. */
    public static final String USERS = "users started as planned";

    public static final String ENGINE = "engine on time";

    /** Fewer than this are an accident. */
    private static final long FEWEST = 5;

    private static final String CURE = "; give the generator more cores, close other programs, or share the load"
            + " between machines (PERF_SHARE)";

    /**
     * Reads the block {@code schedule} of a scenario's file; by default 1 % may be over 100 ms late.
     *
     * @throws loadtest.settings.BadInput for a word or value that is not of the vocabulary
     */
    public static Schedule read(DataFile scenario) {
        var data = scenario.child("schedule").only("at-most");
        var tolerated = data.has("at-most") ? Limit.read(data, "at-most") : new Limit(1, true, true);
        if (!tolerated.percent()) {
            throw data.wrong("at-most", "a share such as \"1 %\"");
        }
        return new Schedule(tolerated, true);
    }

    /** The same, printed only where it does not decide. */
    public Schedule gating(boolean decides) {
        return new Schedule(tolerated, decides);
    }

    /** Whether a verdict is one of these two. */
    public static boolean isAbout(Verdict verdict) {
        return verdict.name().equals(USERS) || verdict.name().equals(ENGINE);
    }

    /**
     * Judges an open model's users.
     *
     * @param seen of those who started
     * @param why what kept the generator from its work, asked for only if somebody was late
     */
    public Verdict users(long planned, Lateness seen, Supplier<String> why) {
        if (seen.all() < planned) {
            var missing = seen.all() + " of " + planned + " users started";
            return new Verdict(USERS, limit(), missing, planned, outcome(false), cure(why));
        }
        return verdict(USERS, "users", seen, why);
    }

    /** Judges the engine's own timer, second by second; where users come back at their own pace, this is all there is. */
    public Verdict engine(Lateness seen, Supplier<String> why) {
        return verdict(ENGINE, "seconds", seen, why);
    }

    private Verdict verdict(String name, String what, Lateness seen, Supplier<String> why) {
        var met = seen.late() < FEWEST || tolerated.allows(seen.late(), seen.all());
        var actual = String.format(
                Locale.ROOT,
                "%.2f %% (%d of %d %s), the latest %d ms",
                seen.all() == 0 ? 0 : 100.0 * seen.late() / seen.all(),
                seen.late(),
                seen.all(),
                what,
                seen.worstMillis());
        return new Verdict(name, limit(), actual, seen.all(), outcome(met), met ? "" : cure(why));
    }

    private String limit() {
        return tolerated + ", or " + (FEWEST - 1) + ", over " + Lateness.TOLERATED_MILLIS + " ms late";
    }

    private Verdict.Outcome outcome(boolean met) {
        return gates ? Verdict.decided(met) : Verdict.Outcome.PRINTED;
    }

    private static String cure(Supplier<String> why) {
        return "the generator: " + why.get() + CURE;
    }
}
