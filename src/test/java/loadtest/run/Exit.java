package loadtest.run;

import loadtest.target.Scenario;

/**
 * The ways a simulation ends before it begins. The engine has none: an exception in a constructor prints a stack trace
 * and stops the simulations after it. Each of these prints one line, and the exit code tells Maven what to do.
 */
final class Exit {
    private static final int OK = 0;
    private static final int STOPS_THE_REST = 1;
    private static final int FAILS_THE_BUILD = 2;

    private Exit() {}

    /** Not meant to run: the next one runs. */
    static <T> T leftOut(Scenario scenario, String why) {
        return end(OK, scenario.id() + " is left out: it " + why);
    }

    /** Meant to run and cannot: the next one runs, the build fails. */
    static <T> T cannotRun(Scenario scenario, String why) {
        return end(FAILS_THE_BUILD, scenario.id() + " cannot run: " + why);
    }

    /** No scenario can run. */
    static <T> T misconfigured(String why) {
        return end(STOPS_THE_REST, "nothing was run: " + why);
    }

    private static <T> T end(int code, String line) {
        System.out.println(line);
        System.exit(code);
        throw new IllegalStateException("unreachable");
    }
}
