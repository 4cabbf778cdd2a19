package loadtest.target;

import java.util.List;
import java.util.function.Function;
import loadtest.seed.summary.SeedSummary;
import loadtest.seed.table.Remaining;
import loadtest.settings.BadInput;

/** Checks that the fixtures of a run are there, are of this version, and are not used up by an earlier run. */
public final class FixtureCheck {
    /** What its checks are called. */
    public static final String NAME = "fixtures";

    private static final String ADVICE = ": seed again with 'mvn compile exec:java@seed'";

    /** Asks the database for what is left of the seeded fixtures, and of those that this run needs. */
    public interface RemainingCheck {
        Check check(Remaining remaining, SeedSummary summary, List<String> needed);
    }

    private FixtureCheck() {}

    /**
     * Asks the database, which alone knows what earlier runs have left.
     *
     * @param needed what this run uses, such as ids of vouchers; throws where the seeded ones do not suffice
     * @param remainingCheck of the database, where one is given
     */
    public static Check check(
            ReadinessCheck.About about, Function<SeedSummary, List<String>> needed, RemainingCheck remainingCheck) {
        return Check.of(NAME, () -> {
            var settings = about.target().settings();
            var summary = about.target().fixtures().summary();
            summary.cannotRun(about.file().scenario().id()).ifPresent(why -> {
                throw new BadInput(why);
            });
            var database = settings.supabase().database();
            var wanted = needed.apply(summary);
            if (database.isEmpty()) {
                return Check.ok(
                        NAME,
                        "seeded " + summary.generatedAt() + ", version " + summary.seedVersion()
                                + "; how many are left, only SUPABASE_DB_URL could tell");
            }
            try (var remaining = Remaining.in(database.get())) {
                return remainingCheck.check(remaining, summary, wanted);
            }
        });
    }

    /**
     * @param usable how many of those needed can be used
     * @param what they are, in words
     * @throws BadInput if some are of another version, or some cannot be used
     */
    public static Check judge(Remaining.State state, long usable, List<String> needed, String what) {
        if (state.otherVersion().isPresent()) {
            throw new BadInput("the fixtures in the database are of version "
                    + state.otherVersion().get() + ", this suite wants " + SeedSummary.SEED_VERSION + ADVICE);
        }
        var seen = usable + " of " + needed.size() + " " + what;
        if (usable < needed.size()) {
            throw new BadInput("only " + seen + ADVICE);
        }
        return Check.ok(NAME, seen);
    }
}
