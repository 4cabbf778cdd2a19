package loadtest.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loadtest.seed.fixture.Fixtures;
import loadtest.server.DatabaseActivity.StatementActivity;
import loadtest.server.DatabaseActivity.TableActivity;
import loadtest.server.DatabaseStatistics.Snapshot;
import loadtest.server.DatabaseStatistics.Statement;
import loadtest.server.DatabaseStatistics.Tables;
import loadtest.settings.Daemon;
import loadtest.settings.Database;

/** What a load did to the database: one look before it and one after, on threads of their own. Neither ever fails. */
public final class LoadActivity {
    private static final int PATIENCE_SECONDS = 12;

    private static final Executor THREADS =
            task -> Daemon.thread("database-statistics", task).start();

    private final DatabaseStatistics statistics;
    private final CompletableFuture<Snapshot> before;

    private LoadActivity(DatabaseStatistics statistics) {
        this.statistics = statistics;
        this.before = look(THREADS);
    }

    /** Looks for the first time, and waits for it as long as a few seconds: the load must not begin earlier. */
    public static LoadActivity before(Database database) {
        var activity = new LoadActivity(new DatabaseStatistics(database));
        activity.before.join();
        return activity;
    }

    /**
     * Looks again, and tells the difference. Completes soon after the given time, whatever the database does.
     *
     * @param settling seconds to wait first, so that Postgres has counted the load's last rows
     */
    public CompletableFuture<DatabaseActivity> after(long settling) {
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(settling, TimeUnit.SECONDS))
                .thenCompose(settled -> look(THREADS))
                .thenCombine(before, (after, start) -> between(start, after));
    }

    private CompletableFuture<Snapshot> look(Executor threads) {
        return CompletableFuture.supplyAsync(statistics::look, threads)
                .exceptionally(
                        e -> Snapshot.failed("the look failed: " + e.getClass().getSimpleName()))
                .completeOnTimeout(
                        Snapshot.failed("no answer within " + PATIENCE_SECONDS + " s"),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
    }

    static DatabaseActivity between(Snapshot before, Snapshot after) {
        var trouble = new LinkedHashSet<String>();
        trouble.addAll(before.trouble());
        trouble.addAll(after.trouble());
        var difference = new Difference();
        // One look alone tells nothing.
        var tables = before.tables()
                .flatMap(then -> after.tables().map(now -> difference.of(then, now)))
                .orElse(List.of());
        var statements = before.statements()
                .flatMap(then -> after.statements().map(now -> difference.of(then, now)))
                .orElse(List.of());
        if (difference.reset) {
            trouble.add("counters were set back during the load; its figures may be too low");
        }
        return new DatabaseActivity(tables, statements, String.join("; ", trouble));
    }

    /** Of two looks. A counter that has fallen was set back, and counts from then on. */
    private static final class Difference {
        private boolean reset;

        List<TableActivity> of(Tables before, Tables after) {
            reset |= !before.reset().equals(after.reset());
            var tables = new ArrayList<TableActivity>();
            for (var name : Fixtures.TABLES) {
                var now = after.byName().get(name);
                var then = before.byName().getOrDefault(name, new TableActivity(name, 0, 0, 0, 0, 0, 0));
                if (now != null) {
                    var change = hasFallen(then, now) ? now : less(now, then);
                    if (counters(change).anyMatch(count -> count > 0)) {
                        tables.add(change);
                    }
                }
            }
            return tables;
        }

        private boolean hasFallen(TableActivity then, TableActivity now) {
            var fallen = counters(less(now, then)).anyMatch(change -> change < 0);
            reset |= fallen;
            return fallen;
        }

        private static TableActivity less(TableActivity now, TableActivity then) {
            return new TableActivity(
                    now.name(),
                    now.inserted() - then.inserted(),
                    now.updated() - then.updated(),
                    now.deleted() - then.deleted(),
                    now.sequentialScans() - then.sequentialScans(),
                    now.indexScans() - then.indexScans(),
                    now.rowsRead() - then.rowsRead());
        }

        private static Stream<Long> counters(TableActivity table) {
            return Stream.of(
                    table.inserted(),
                    table.updated(),
                    table.deleted(),
                    table.sequentialScans(),
                    table.indexScans(),
                    table.rowsRead());
        }

        List<StatementActivity> of(Map<String, Statement> before, Map<String, Statement> after) {
            return Fixtures.TABLES.stream()
                    .map(table -> naming(table, before, after))
                    .filter(group -> group.calls() > 0)
                    .toList();
        }

        private StatementActivity naming(String table, Map<String, Statement> before, Map<String, Statement> after) {
            long calls = 0;
            double millis = 0;
            for (var entry : after.entrySet()) {
                var now = entry.getValue();
                if (now.tables().contains(table)) {
                    var then = before.get(entry.getKey());
                    var fallen = then != null && now.calls() < then.calls();
                    reset |= fallen;
                    calls += now.calls() - (then == null || fallen ? 0 : then.calls());
                    millis += now.millis() - (then == null || fallen ? 0 : then.millis());
                }
            }
            return new StatementActivity(table, calls, calls == 0 ? 0 : millis / calls, millis);
        }
    }
}
