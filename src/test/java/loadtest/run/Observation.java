package loadtest.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loadtest.server.DatabaseActivity;
import loadtest.server.DatabaseStatistics;
import loadtest.server.LoadActivity;
import loadtest.server.Resources;
import loadtest.server.TargetMetrics;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;
import loadtest.target.Scenario;
import loadtest.target.Target;

/** What is seen of a load on the server's side: the target's own metrics, and what its database has counted. */
final class Observation {
    private static final Duration ON_LOOPBACK = Duration.ofSeconds(5);

    /** Hosted projects renew their metrics once a minute. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(60);

    private static final int FIRST_READING_SECONDS = 2;

    private final Optional<TargetMetrics> metrics;
    private final Optional<LoadActivity> activity;
    private final long settling;
    private CompletableFuture<Optional<DatabaseActivity>> ended;

    private Observation(Optional<TargetMetrics> metrics, Optional<LoadActivity> activity, long settling) {
        this.metrics = metrics;
        this.activity = activity;
        this.settling = settling;
    }

    /**
     * Begins before the load does, so it waits a few seconds at the most for the first figures.
     *
     * @param load how long it will be
     * @param folder the run's; empty until the engine has made it
     */
    static Observation start(Scenario scenario, Target target, Duration load, Supplier<Optional<Path>> folder) {
        var metrics = metrics(target.settings(), folder);
        // The stand-in counts its last rows when its metrics are read, so this comes first.
        metrics.ifPresent(source -> source.start()
                .completeOnTimeout(null, FIRST_READING_SECONDS, TimeUnit.SECONDS)
                .join());
        var database = target.database(scenario);
        return new Observation(metrics, database.map(LoadActivity::before), target.standIn() ? 0 : settling(load));
    }

    /** A tenth of the load's length, and no longer than Postgres needs to count the last rows. */
    static long settling(Duration load) {
        return Math.max(1, Math.min(DatabaseStatistics.SETTLED_AFTER_SECONDS, load.toSeconds() / 10));
    }

    /** Looks for the last time, on other threads. Completes within a bounded time. */
    CompletableFuture<?> loadEnded() {
        return ended(settling);
    }

    /** Null where no endpoint is given. */
    Resources resources() {
        return metrics.map(TargetMetrics::seen).orElse(null);
    }

    /** Null where no database is given. Of a load that was cut off, waits a few seconds for a last look. */
    DatabaseActivity database() {
        return ended(0).join().orElse(null);
    }

    /** For the reader of the report. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        metrics.ifPresent(source -> notes.add(source.describe()));
        Optional.ofNullable(database())
                .filter(seen -> !seen.trouble().isEmpty())
                .ifPresent(seen -> notes.add("database statistics: " + seen.trouble()));
        return notes;
    }

    private synchronized CompletableFuture<Optional<DatabaseActivity>> ended(long wait) {
        if (ended == null) {
            var last = metrics.map(TargetMetrics::end).orElse(CompletableFuture.completedFuture(null));
            ended = last.thenCompose(
                    read -> activity.map(looks -> looks.after(wait).thenApply(Optional::of))
                            .orElse(CompletableFuture.completedFuture(Optional.empty())));
        }
        return ended;
    }

    private static Optional<TargetMetrics> metrics(Settings settings, Supplier<Optional<Path>> folder) {
        var supabase = settings.supabase();
        return supabase.metricsUrl().map(url -> {
            var loopback = TargetGuard.isLoopback(url.getHost());
            var every = supabase.metricsEvery().orElse(loopback ? ON_LOOPBACK : ELSEWHERE);
            return new TargetMetrics(url, supabase.keyFor(url), every, folder);
        });
    }
}
