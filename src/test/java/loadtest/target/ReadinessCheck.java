package loadtest.target;

import java.util.List;
import java.util.Map;
import loadtest.load.Profile;

/** Something that only a scenario's own room can ask before load is sent. It changes nothing in a target. */
public interface ReadinessCheck {
    /**
     * What is asked about.
     *
     * @param profile cut down to this machine's share
     * @param signedIn by account, what came of signing in for scenarios before; gateways allow few logins
     */
    record About(
            ScenarioFile file, Target target, Profile profile, PreflightCalls preflight, Map<String, Check> signedIn) {}

    /** Asks; whatever is thrown is to become a failed check, see {@link Check#of}. */
    List<Check> look(About about);
}
