package loadtest.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loadtest.report.summary.Summary;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.StartSteps;

/**
 * Reports a run once, however it ends: by itself, cut off by the engine, or interrupted. Its verdict is told at once; its
 * evidence is written on a thread of its own, beside the engine's report, and the process does not end before it is.
 */
final class RunEnd {
    private final Supplier<RunReport> report;
    private final Runnable stopLoad;
    private final Consumer<Summary> display;
    private Optional<Summary> reported = Optional.empty();
    private CompletableFuture<Void> evidence = CompletableFuture.completedFuture(null);

    /**
     * @param report of the run as it is at that moment
     * @param stopLoad ends the load at once
     * @param display shows the summary that was written
     */
    RunEnd(Supplier<RunReport> report, Runnable stopLoad, Consumer<Summary> display) {
        this.report = report;
        this.stopLoad = stopLoad;
        this.display = display;
    }

    /** Reports the run as one that has ended, unless that was done before. Does not wait for its evidence. */
    synchronized void report() {
        if (reported.isEmpty()) {
            var ended = report.get();
            var summary = ended.tell();
            reported = Optional.of(summary);
            evidence = CompletableFuture.runAsync(() -> write(ended, summary), task -> Daemon.thread("evidence", task)
                    .start());
        }
    }

    private void write(RunReport ended, Summary summary) {
        ended.write(summary);
        display.accept(summary);
        StartSteps.done("evidence written");
    }

    /** Whether it is reported, with its evidence as far as that is known by now. */
    synchronized boolean reported() {
        return reported.isPresent() && !evidence.isCompletedExceptionally();
    }

    /**
     * The process ends. A run that has ended by itself may have been reported already.
     *
     * @return whether there was a run; false where nothing was sent yet
     */
    boolean shutDown(Optional<String> interruption) {
        try {
            if (report.get().folder().isEmpty()) {
                return false;
            }
            if (interruption.isPresent()) {
                stopLoad.run();
                reportInterrupted(interruption.get());
            } else {
                report();
                evidence.join();
            }
            reported.ifPresent(report.get()::printOutcome);
        } catch (Throwable e) {
            System.out.println("the evidence is incomplete: " + Failure.line(e));
        }
        return true;
    }

    /** Replaces an earlier report, since a run may be interrupted while the engine still writes its own. */
    private synchronized void reportInterrupted(String why) {
        evidence.handle((written, failure) -> written).join();
        reported = Optional.of(report.get().writeInterrupted(why));
        display.accept(reported.get());
    }
}
