package loadtest.run;

import io.gatling.javaapi.core.Simulation;
import java.util.Optional;
import java.util.function.Supplier;
import loadtest.settings.Console;
import loadtest.settings.Failure;
import loadtest.settings.MaskedErrors;
import loadtest.settings.ProjectFolder;
import loadtest.settings.StartSteps;

/**
 * This process, which is one simulation's: what it prepares, what it loads, and what it says at last, whatever ends it. A
 * run that is interrupted before its load has begun is reported as one that did not happen.
 */
final class RunProcess {
    private Attempt attempt;
    private Optional<RunEnd> load = Optional.empty(); // until the load has been built
    private boolean reported;
    private boolean stopsOthers;

    private RunProcess(Attempt attempt) {
        this.attempt = attempt;
    }

    /** Begins with nothing known but what it is to run. */
    static RunProcess begin(String scenario) {
        StartSteps.done("JVM and engine");
        var process = new RunProcess(Attempt.of(scenario));
        ShutdownHook.install(process::shutDown);
        return process;
    }

    /** Prepares its run; where there is none, ends this process. */
    WholeRun prepare(Class<? extends Simulation> simulation) {
        ParentWatch.start();
        MaskedErrors.install();
        Console.install();
        return ready(Preparation.of(simulation, ProjectFolder.path(), this::prepares));
    }

    /** The run that is being prepared, as far as it is known by now. */
    synchronized void prepares(Attempt known) {
        attempt = known;
    }

    /** The run that is ready; where there is none, prints why in one line and ends this process. */
    WholeRun ready(Preparation preparation) {
        if (preparation instanceof WholeRun run) {
            prepares(Attempt.of(run));
            OwnInvocation.of(attempt).began();
            return run;
        }
        throw end((NotRun) preparation);
    }

    /** Runs a step of the preparation; what it throws ends this process. */
    <T> T orExit(Supplier<T> preparation) {
        try {
            return preparation.get();
        } catch (Throwable e) {
            throw end(attempt.ended(NotRun.NotRunKind.CANNOT_RUN, Failure.line(e)));
        }
    }

    /** How its load will be reported. */
    synchronized void loads(RunEnd end) {
        load = Optional.of(end);
    }

    /** Prints the line, leaves the evidence of a run that was meant to happen, and ends this process. */
    IllegalStateException end(NotRun notRun) {
        report(notRun);
        System.exit(notRun.exitCode()); // waits for the shutdown hook, so no lock is held here
        return new IllegalStateException("unreachable");
    }

    private synchronized void report(NotRun notRun) {
        attempt = notRun.attempt();
        stopsOthers = notRun.stopsOthers();
        reported = true;
        System.out.println(notRun.line());
        if (notRun.kind() == NotRun.NotRunKind.LEFT_OUT) {
            OwnInvocation.of(attempt).leftOut(notRun.reason());
        } else {
            new NotRunReport(notRun).write();
        }
    }

    private synchronized void shutDown(Optional<String> interruption) {
        Console.hide(line -> false);
        var crashed = load.isPresent() && !load.get().reported();
        var ended = load.isPresent() && load.get().shutDown(interruption);
        crashed |= load.isPresent() && !load.get().reported();
        if (!ended && !reported) {
            interruption.ifPresent(why -> report(attempt.ended(NotRun.NotRunKind.INTERRUPTED, why)));
        }
        OwnInvocation.of(attempt).end(stopsOthers || crashed || interruption.isPresent());
    }
}
