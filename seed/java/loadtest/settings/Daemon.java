package loadtest.settings;

import java.io.IOException;
import java.io.OutputStream;
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

    /** Carries out a task once standard input ends: a pipe from the parent does so however the parent ends. */
    public static void onEndOfInput(Runnable task) {
        var input = System.in;
        thread("parent", () -> {
                    try {
                        input.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // ended as well
                    }
                    task.run();
                })
                .start();
    }

    /** One thread that carries out tasks one after another, now, later or at intervals. */
    public static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> thread(name, task));
    }
}
