package loadtest.seed.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import loadtest.settings.BadInput;
import loadtest.settings.Daemon;

/** Work beside other work: the same for each of a list, a few at a time, or one thing meanwhile. */
public final class Parallel {
    private Parallel() {}

    /**
     * @param atOnce how many at the same time
     * @return what came of each, in the order of the list
     * @throws RuntimeException of the first that failed; those not begun are then left out
     */
    static <T, R> List<R> map(int atOnce, List<T> items, Function<T, R> work) {
        var threads = Executors.newFixedThreadPool(atOnce);
        try {
            var tasks = items.stream()
                    .map(item -> threads.submit(() -> work.apply(item)))
                    .toList();
            var done = new ArrayList<R>();
            for (var task : tasks) {
                done.add(await(task));
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Begins work at once, in a thread of its own.
     *
     * @return waits for what comes of it, or throws the work's own exception
     */
    public static <R> Supplier<R> begin(String name, Supplier<R> work) {
        var task = new FutureTask<>(work::get);
        Daemon.thread(name, task).start();
        return () -> await(task);
    }

    private static <R> R await(Future<R> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("seeding was interrupted");
        }
    }
}
