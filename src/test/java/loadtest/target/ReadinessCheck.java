package loadtest.target;

import java.util.List;
import java.util.Map;
import loadtest.load.Profile;
import loadtest.load.ShareOfLoad;

/** A check before the load that only the scenario's own room can make. It changes nothing in a target. */
public interface ReadinessCheck {
    /**
     * What a check may use.
     *
     * @param profile the whole, also where several machines share it
     * @param signedIn what an earlier scenario has found out of its accounts, such as by account the result of signing
     *     in, since gateways allow few logins
     */
    record About(
            ScenarioFile file, Target target, Profile profile, PreflightCalls preflight, Map<String, Check> signedIn) {
        /** What this machine does of the profile. */
        public ShareOfLoad load() {
            return new ShareOfLoad(profile, target.settings().run().share());
        }
    }

    /** Checks; what is thrown has to become a failed check, see {@link Check#of}. */
    List<Check> check(About about);
}
