package loadtest.seed.table;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import loadtest.settings.Daemon;

/**
 * Makes the rows of stages into what a COPY sends, in a thread of its own, so that they are there when the database has
 * done what comes before. Of each table {@value #MOST_CHUNKS} chunks are made ahead, however many rows it has.
 */
public final class RowsAhead implements AutoCloseable {
    private static final int MOST_CHUNKS = 32;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> Daemon.thread("rows", task));
    private final Map<Stage, Supplier<byte[]>> stages = new IdentityHashMap<>();

    private RowsAhead(List<Stage> all) {
        all.forEach(stage -> stages.put(stage, ahead(new CopyRows(stage))));
    }

    /** Begins at once, with the stages in their order. */
    public static RowsAhead of(List<Stage> stages) {
        return new RowsAhead(stages);
    }

    /** The chunks of a stage, one at each call; an empty one is the end. */
    Supplier<byte[]> chunks(Stage stage) {
        return stages.getOrDefault(stage, new CopyRows(stage)::next);
    }

    private Supplier<byte[]> ahead(CopyRows rows) {
        Queue<CompletableFuture<byte[]>> made = new ArrayDeque<>();
        Runnable more = () -> made.add(CompletableFuture.supplyAsync(rows::next, thread));
        for (var i = 0; i < MOST_CHUNKS; i++) {
            more.run();
        }
        return () -> {
            more.run();
            return made.remove().join();
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
