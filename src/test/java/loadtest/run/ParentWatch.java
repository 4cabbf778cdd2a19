package loadtest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.settings.Daemon;

/**
 * Ends this process when its parent has gone, or had gone before the first check. Maven does not stop the JVM it forked
 * when it is terminated itself, and load that nobody waits for must not go on. Shutdown hooks get six seconds.
 */
public final class ParentWatch {
    private static final long CHECK_EVERY_MILLIS = 250;
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 6_000;
    private static final int TERMINATED = 143;

    private static volatile boolean parentGone;

    private ParentWatch() {}

    /** Starts watching, on a daemon thread; does not return where the parent has already gone. */
    public static void start() {
        var parentage = Parentage.atStart();
        switch (parentage.judge()) {
            case WATCHED ->
                Daemon.thread("parent-watch", () -> watch(parentage)).start();
            case ORPHANED -> end(parentage, "had gone before the run began: nothing is sent");
            case UNWATCHED -> {}
        }
    }

    /** Whether this process ends because its parent has gone. */
    public static boolean parentGone() {
        return parentGone;
    }

    private static void watch(Parentage parentage) {
        try {
            // An orphan is adopted by another process, so a change of parent is the death of the first.
            while (Parentage.parentPid() == parentage.parent()) {
                Thread.sleep(CHECK_EVERY_MILLIS);
            }
            end(parentage, "has gone: the load stops here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Parentage parentage, String how) {
        parentGone = true;
        System.err.println("the process that started this run " + how + ", without a verdict");
        Daemon.thread("parent-gone-exit", () -> {
                    if (parentage.forked()) {
                        deleteBooter();
                    }
                    System.exit(TERMINATED);
                })
                .start();
        try {
            Thread.sleep(SHUTDOWN_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(TERMINATED);
    }

    /** The jar with this fork's arguments, which a Maven that was killed could not delete. */
    private static void deleteBooter() {
        try {
            Files.deleteIfExists(Path.of(System.getProperty("java.class.path")));
        } catch (IOException e) {
            // Windows keeps a file that is in use.
        }
    }
}
