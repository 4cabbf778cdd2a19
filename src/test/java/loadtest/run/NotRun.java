package loadtest.run;

import java.util.Optional;
import loadtest.report.ReadinessFile;
import loadtest.report.summary.RunOutcome;
import loadtest.settings.Settings;

/**
 * A run that did not happen, and why. The engine has no such end: an exception in a simulation's constructor prints a
 * stack trace and stops the simulations after it. So this one prints one line, and its exit code tells Maven what to do.
 *
 * @param scenario its id
 * @param reason in words, such as {@code is missing PERF_PASSWORD}
 * @param settings where they could be read
 */
record NotRun(String scenario, NotRunKind kind, String reason, Optional<Settings> settings) implements Preparation {

    NotRun(String scenario, NotRunKind kind, String reason) {
        this(scenario, kind, reason, Optional.empty());
    }

    /** Of a scenario that was meant to run. */
    static NotRun cannot(String scenario, String reason, Settings settings) {
        return new NotRun(scenario, NotRunKind.CANNOT_RUN, reason, Optional.of(settings));
    }

    /** What it means for the build. */
    enum NotRunKind {
        /** It is not meant to run: the next scenario runs, the build stays green. */
        LEFT_OUT(0),
        /** It is meant to run and cannot: the next scenario runs, the build fails. */
        CANNOT_RUN(2),
        /** No scenario can run: the build stops. */
        MISCONFIGURED(1);

        private final int exitCode;

        NotRunKind(int exitCode) {
            this.exitCode = exitCode;
        }
    }

    RunOutcome outcome() {
        return RunOutcome.NOT_RUN;
    }

    /** Of the process. */
    int exitCode() {
        return kind.exitCode;
    }

    /** For the console. */
    String line() {
        return switch (kind) {
            case LEFT_OUT -> scenario + " is left out: it " + reason;
            case CANNOT_RUN -> scenario + " cannot run: " + reason;
            case MISCONFIGURED -> "nothing was run: " + reason;
        };
    }

    /** Prints the line, adds a scenario that was meant to run to the readiness report, and ends this process. */
    @Override
    public PreparedRun orExit() {
        System.out.println(line());
        settings.map(Settings::run)
                .flatMap(run -> new ReadinessFile(
                                run.outputDir(), Parentage.atStart().invocation())
                        .addNotRun(scenario, run.profile(), reason))
                .ifPresent(System.out::println);
        System.exit(exitCode());
        throw new IllegalStateException("unreachable");
    }
}
