package loadtest.target;

import java.util.Optional;

/**
 * Ends this process when its parent has gone. Maven does not stop the JVM it forked when it is terminated itself, and
 * load that nobody waits for must not go on.
 */
public final class ParentWatch {
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final int TERMINATED = 143;

    private ParentWatch() {}

    /** Starts watching, on a daemon thread. */
    public static void start() {
        parent().ifPresent(pid -> {
            var thread = new Thread(() -> watch(pid), "parent-watch");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static void watch(long pid) {
        try {
            while (parent().filter(now -> now == pid).isPresent()) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            System.err.println("the process that started this run has gone: the load stops here, without a verdict");
            Runtime.getRuntime().halt(TERMINATED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An orphan is adopted by another process, so a change of parent is the death of the first. */
    private static Optional<Long> parent() {
        return ProcessHandle.current().parent().filter(ProcessHandle::isAlive).map(ProcessHandle::pid);
    }
}
