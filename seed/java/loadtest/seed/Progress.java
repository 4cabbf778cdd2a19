package loadtest.seed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells people what the seeder is at, and again and again where that takes long. Used by one thread. */
final class Progress implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Progress::daemon);
    private final Consumer<String> lines;
    private final Duration silence;
    private Supplier<String> step = () -> "beginning";
    private Future<?> reminder = CompletableFuture.completedFuture(null);

    /** @param silence how long a step may take without a word */
    Progress(Consumer<String> lines, Duration silence) {
        this.lines = lines;
        this.silence = silence;
    }

    /** Tells a line at once. */
    void tell(String line) {
        lines.accept(line);
    }

    /** Another step begins, which is only told where it takes long. */
    void at(String step) {
        at(() -> step);
    }

    /** @param step asked each time anew, by another thread: it may count */
    void at(Supplier<String> step) {
        this.step = step;
        reminder.cancel(false);
        reminder = clock.scheduleAtFixedRate(
                () -> lines.accept("still " + step.get()),
                silence.toMillis(),
                silence.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** The step that is being done. */
    String step() {
        return step.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }
}
