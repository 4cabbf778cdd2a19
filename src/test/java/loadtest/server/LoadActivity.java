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

/** Measures what a load did in the database, from a snapshot before it and one after. Neither snapshot ever fails. */
public final class LoadActivity {
    private static final int TIMEOUT_SECONDS = 12;

    private static final Executor THREADS =
            task -> Daemon.thread("database-statistics", task).start();

    private final DatabaseStatistics statistics;
    private final CompletableFuture<Snapshot> before;

    private LoadActivity(DatabaseStatistics statistics) {
        this.statistics = statistics;
        this.before = snapshot(THREADS);
    }

    /** Takes the snapshot before the load. Blocks for up to a few seconds, since the load must not begin earlier. */
    public static LoadActivity before(Database database) {
        var activity = new LoadActivity(new DatabaseStatistics(database));
        activity.before.join();
        return activity;
    }

    /**
     * Takes the snapshot after the load and returns the difference. Completes within {@value #TIMEOUT_SECONDS} s after
     * the given time, whatever the database does.
     *
     * @param settling seconds to wait first, so that Postgres has counted the load's last rows
     */
    public CompletableFuture<DatabaseActivity> after(long settling) {
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(settling, TimeUnit.SECONDS))
                .thenCompose(settled -> snapshot(THREADS))
                .thenCombine(before, (after, start) -> between(start, after));
    }

    private CompletableFuture<Snapshot> snapshot(Executor threads) {
        return CompletableFuture.supplyAsync(statistics::snapshot, threads)
                .exceptionally(
                        e -> Snapshot.failed("the look failed: " + e.getClass().getSimpleName()))
                .completeOnTimeout(
                        Snapshot.failed("no answer within " + TIMEOUT_SECONDS + " s"),
                        TIMEOUT_SECONDS,
                        TimeUnit.SECONDS);
    }

    static DatabaseActivity between(Snapshot before, Snapshot after) {
        var trouble = new LinkedHashSet<String>();
        trouble.addAll(before.trouble());
        trouble.addAll(after.trouble());
        var difference = new Difference();
        // One snapshot alone has no difference.
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

    /** The difference of two snapshots. A counter that is lower than before was reset, and counts from 0. */
    private static final class Difference {
        private boolean reset;

        List<TableActivity> of(Tables before, Tables after) {
            reset |= !before.reset().equals(after.reset());
            var tables = new ArrayList<TableActivity>();
            for (var name : Fixtures.TABLES) {
                var now = after.byName().get(name);
                var then = before.byName().getOrDefault(name, new TableActivity(name, 0, 0, 0, 0, 0, 0));
                if (now != null) {
                    var change = wasReset(then, now) ? now : minus(now, then);
                    if (counters(change).anyMatch(count -> count > 0)) {
                        tables.add(change);
                    }
                }
            }
            return tables;
        }

        private boolean wasReset(TableActivity then, TableActivity now) {
            var lower = counters(minus(now, then)).anyMatch(change -> change < 0);
            reset |= lower;
            return lower;
        }

        private static TableActivity minus(TableActivity now, TableActivity then) {
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
                    var lower = then != null && now.calls() < then.calls();
                    reset |= lower;
                    calls += now.calls() - (then == null || lower ? 0 : then.calls());
                    millis += now.millis() - (then == null || lower ? 0 : then.millis());
                }
            }
            return new StatementActivity(table, calls, calls == 0 ? 0 : millis / calls, millis);
        }
    }
}
