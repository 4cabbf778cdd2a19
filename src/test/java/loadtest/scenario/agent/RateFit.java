package loadtest.scenario.agent;

import java.util.Locale;
import loadtest.load.Profile;
import loadtest.target.ScenarioFile;

/**
 * Compares a profile with the rate limit of the given accounts.
 *
 * @param calls limited calls in the profile's busiest minute
 * @param limit calls that one account may make in a minute
 * @param accounts number of accounts given
 */
public record RateFit(double calls, int limit, int accounts) {
    /** The usable share of the accounts' limit; the scenario before this one may have used the rest in the same minute. */
    private static final double SHARE = 0.5;

    public static RateFit of(ScenarioFile file, Profile profile, int limit, int accounts) {
        return new RateFit(file.limitedCallsPerUser() * profile.busiestMinute(), limit, accounts);
    }

    /** A climb up to the ceiling that the accounts carry; any other profile as it is. */
    static Profile carried(ScenarioFile file, Profile profile, int limit, int accounts) {
        return profile.upTo(
                climb -> of(file, climb, limit, accounts).fits(),
                "accounts: " + of(file, profile, limit, accounts).describe());
    }

    /** Whether the profile stays within the limit, so that no 429 is expected. */
    public boolean fits() {
        return needed() <= accounts;
    }

    /** The factor by which the profile may be scaled to fit the usable share; 1 or more where it fits. */
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
