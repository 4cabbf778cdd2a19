package loadtest.target;

import java.util.Optional;

/**
 * Ends this process when its parent has gone. Maven does not stop the JVM it forked when it is terminated itself, and
 * load that nobody waits for must not go on. Shutdown hooks are run, and not waited for for long.
 */
public final class ParentWatch {
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final long LONGEST_FAREWELL_MILLIS = 6_000;
    private static final int TERMINATED = 143;

    private static volatile boolean gone;

    private ParentWatch() {}

    /** Starts watching, on a daemon thread. */
    public static void start() {
        parent().ifPresent(pid -> daemon("parent-watch", () -> watch(pid)));
    }

    /** Whether this process ends because its parent has gone. */
    public static boolean parentGone() {
        return gone;
    }

    private static void watch(long pid) {
        try {
            while (parent().filter(now -> now == pid).isPresent()) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            gone = true;
            System.err.println("the process that started this run has gone: the load stops here, without a verdict");
            daemon("farewell", () -> System.exit(TERMINATED));
            Thread.sleep(LONGEST_FAREWELL_MILLIS);
            Runtime.getRuntime().halt(TERMINATED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** An orphan is adopted by another process, so a change of parent is the death of the first. */
    private static Optional<Long> parent() {
        return ProcessHandle.current().parent().filter(ProcessHandle::isAlive).map(ProcessHandle::pid);
    }
}
