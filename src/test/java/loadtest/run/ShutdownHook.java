package loadtest.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import loadtest.settings.Daemon;

/**
 * Stops the load and completes the evidence when this process ends, since the engine has no shutdown hook of its own. That
 * takes less than a second; a process that is terminated waits for five at the most, one that ends of itself until it is
 * done.
 */
final class ShutdownHook {
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final long FOREVER = 0; // as Thread.join has it
    private static final int TERMINATED = 143;

    private ShutdownHook() {}

    /** @param evidence called with what interrupted the run; with nothing where this process ends of itself */
    static void install(Consumer<Optional<String>> evidence) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run(evidence), "shutdown-hook"));
    }

    private static void run(Consumer<Optional<String>> evidence) {
        var interruption = interruption();
        var writer = Daemon.thread("last-evidence", () -> evidence.accept(interruption));
        writer.start();
        try {
            writer.join(interruption.isPresent() ? TIMEOUT_MILLIS : FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive() && interruption.isPresent()) {
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    private static Optional<String> interruption() {
        if (ParentWatch.parentGone()) {
            return Optional.of("the run was interrupted: the process that started it has gone");
        }
        return endsOfItself() ? Optional.empty() : Optional.of("the run was interrupted, by Ctrl-C or SIGTERM");
    }

    /** Java does not say what started the shutdown; the thread of a signal is in none of these methods. */
    private static boolean endsOfItself() {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getName().equals("DestroyJavaVM")
                        || Arrays.stream(thread.getValue()).anyMatch(ShutdownHook::isExit));
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals(Runtime.class.getName())
                && frame.getMethodName().equals("exit");
    }
}
