package loadtest.settings;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Threads that do not keep the JVM alive. */
public final class Daemon {
    private Daemon() {}

    /** A thread that is not started yet. */
    public static Thread thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** One thread that carries out tasks one after another, now, later or at intervals. */
    public static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> thread(name, task));
    }
}
