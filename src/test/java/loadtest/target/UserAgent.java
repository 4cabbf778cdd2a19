package loadtest.target;

import loadtest.settings.SuiteVersion;

/** How requests tell a target's log which suite and which scenario they are of: checks, warm-up and load alike. */
final class UserAgent {
    static final String HEADER = "User-Agent";

    private UserAgent() {}

    /** @param scenario its id */
    static String of(String scenario) {
        return "loadtest/" + SuiteVersion.text() + " " + scenario;
    }
}
