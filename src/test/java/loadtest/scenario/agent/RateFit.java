package loadtest.scenario.agent;

import java.util.Locale;
import loadtest.load.Profile;
import loadtest.target.ScenarioFile;

/**
 * Whether the accounts given carry a profile under the agent API's rate limit.
 *
 * @param calls limited calls in the profile's busiest minute
 * @param limit calls that one account may make in a minute
 * @param accounts how many are given
 */
public record RateFit(double calls, int limit, int accounts) {
    /** Of what the accounts carry in a minute; the scenario before this one has used the rest in the same minute. */
    private static final double SHARE = 0.5;

    public static RateFit of(ScenarioFile file, Profile profile, int limit, int accounts) {
        return new RateFit(file.limitedCallsPerUser() * profile.busiestMinute(), limit, accounts);
    }

    /** Whether no 429 is to be expected. */
    public boolean fits() {
        return needed() <= accounts;
    }

    /** How much of the profile the accounts carry with room to spare; 1 or more where they carry it all. */
    public double share() {
        return SHARE * accounts * limit / calls;
    }

    /** In words: how many calls, which limit, how many accounts. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%.0f limited calls in the busiest minute at %d per account need %d, and %d are given",
                calls,
                limit,
                needed(),
                accounts);
    }

    private long needed() {
        return (long) Math.ceil(calls / limit);
    }
}
