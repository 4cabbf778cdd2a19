package loadtest.seed.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import loadtest.settings.BadInput;

/** The same work for each of a list, a few at a time. */
final class Parallel {
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
