package loadtest.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Polls for a condition that no blocking call offers, such as a line in another process's output. */
public final class Await {
    /** Shorter ones would take the CPU from what is waited for: some conditions read files or the process list. */
    private static final int PAUSE_MILLIS = 25;

    private Await() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws AssertionError if it does not within this time
     */
    public static void until(Duration longest, Callable<Boolean> condition) throws Exception {
        found(longest, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    /**
     * Returns what is found as soon as there is something.
     *
     * @throws AssertionError if there is nothing within this time
     */
    public static <T> T found(Duration longest, Callable<Optional<T>> search) throws Exception {
        var deadline = System.nanoTime() + longest.toNanos();
        for (var found = search.call(); ; found = search.call()) {
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + longest.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
