package loadtest.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import loadtest.settings.Daemon;

/**
 * Lets a run stop its load and leave its evidence when this process ends in another way than by finishing: the engine
 * itself then calls nobody. It takes less than a second, and is not waited for for long.
 */
final class Interruption {
    private static final long LONGEST_MILLIS = 5_000;
    private static final int TERMINATED = 143;

    private Interruption() {}

    /** @param evidence told at the very end who interrupted the run; nobody, where this process ends of itself */
    static void watch(Consumer<Optional<String>> evidence) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(evidence), "interruption"));
    }

    private static void leave(Consumer<Optional<String>> evidence) {
        var by = by();
        var writer = Daemon.thread("last-evidence", () -> evidence.accept(by));
        writer.start();
        try {
            writer.join(LONGEST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive() && by.isPresent()) {
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    private static Optional<String> by() {
        if (ParentWatch.parentGone()) {
            return Optional.of("the run was interrupted: the process that started it has gone");
        }
        return endsOfItself() ? Optional.empty() : Optional.of("the run was interrupted, by Ctrl-C or SIGTERM");
    }

    /** Java does not tell what started the shutdown; a signal comes on a thread that is in none of these places. */
    private static boolean endsOfItself() {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getName().equals("DestroyJavaVM")
                        || Arrays.stream(thread.getValue()).anyMatch(Interruption::isExit));
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals(Runtime.class.getName())
                && frame.getMethodName().equals("exit");
    }
}
