package loadtest.run;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loadtest.report.summary.Summary;

/**
 * Sees to it that a run leaves its evidence, once, however it ends: by itself, cut off by the engine, or interrupted.
 * Never throws: an exception would cost the engine's report and its assertions.
 */
final class Ending {
    private final Supplier<Closing> closing;
    private final Runnable stopLoad;
    private final Consumer<Summary> shown;
    private boolean told;

    /**
     * @param closing the run as it is at that moment
     * @param stopLoad ends the load at once
     * @param shown given what was told
     */
    Ending(Supplier<Closing> closing, Runnable stopLoad, Consumer<Summary> shown) {
        this.closing = closing;
        this.stopLoad = stopLoad;
        this.shown = shown;
        Interruption.watch(this::leave);
    }

    /** The run has ended. */
    void tell() {
        once();
    }

    /** The last to be heard of a run, on its way out; one that has ended by itself may have been told of already. */
    private void leave(Optional<String> interrupted) {
        if (closing.get().folder().isEmpty()) {
            return; // nothing was sent yet
        }
        if (interrupted.isPresent()) {
            stopLoad.run();
            tellInterrupted(interrupted.get());
        } else {
            once();
        }
    }

    private synchronized void once() {
        if (!told) {
            told = true;
            shown.accept(closing.get().tell());
        }
    }

    /** Whatever was told before: somebody may interrupt a run while the engine still writes its report. */
    private synchronized void tellInterrupted(String why) {
        told = true;
        shown.accept(closing.get().tellInterrupted(why));
    }
}
