package loadtest.run;

/**
 * A run that did not happen, and why. The engine has no such end: an exception in a simulation's constructor prints a
 * stack trace and stops the simulations after it. So this one is said in one line, and its exit code tells Maven what to do.
 *
 * @param attempt what was known of it by then
 * @param reason in words, such as {@code is missing PERF_PASSWORD}
 */
record NotRun(Attempt attempt, NotRunKind kind, String reason) implements Preparation {

    /** What it means for the build. */
    enum NotRunKind {
        /** It is not meant to run: the next scenario runs, the build stays green. */
        LEFT_OUT(0),
        /** It is meant to run and cannot: the next scenario runs, the build fails. */
        CANNOT_RUN(2),
        /** Somebody ended the process first: the build stops. The signal decides on the exit code. */
        INTERRUPTED(143),
        /** No scenario can run: the build stops. */
        MISCONFIGURED(1);

        private final int exitCode;

        NotRunKind(int exitCode) {
            this.exitCode = exitCode;
        }
    }

    /** Of the process. */
    int exitCode() {
        return kind.exitCode;
    }

    /** Whether no other scenario is tried after it. */
    boolean stopsOthers() {
        return kind == NotRunKind.INTERRUPTED || kind == NotRunKind.MISCONFIGURED;
    }

    /** For the console. */
    String line() {
        return kind == NotRunKind.MISCONFIGURED ? why() : attempt.scenario() + " " + why();
    }

    /** For readers who know which scenario it is. */
    String why() {
        return switch (kind) {
            case LEFT_OUT -> "is left out: it " + reason;
            case CANNOT_RUN -> "cannot run: " + reason;
            case INTERRUPTED -> "did not begin: " + reason;
            case MISCONFIGURED -> "nothing was run: " + reason;
        };
    }
}
