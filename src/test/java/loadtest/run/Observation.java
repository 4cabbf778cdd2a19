package loadtest.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
import loadtest.target.Origin;
import loadtest.target.RehearsalWatch;
import loadtest.target.Target;
import loadtest.target.TargetVersion;

/** Observes a load on the server's side: the target's own metrics, and what its database has counted. */
final class Observation {
    private static final Duration ON_LOOPBACK = Duration.ofSeconds(5);

    /** Hosted projects renew their metrics once a minute. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(60);

    private static final int FIRST_READING_SECONDS = 2;

    private final Target target;
    private final RehearsalWatch rehearsal;
    private final Optional<String> version;
    private final Optional<TargetMetrics> metrics;
    private final Optional<LoadActivity> activity;
    private final long settling;
    private Optional<CompletableFuture<Optional<DatabaseActivity>>> lastReading = Optional.empty();
    private volatile Optional<ServerSide> atEnd = Optional.empty();

    private Observation(
            Target target,
            RehearsalWatch rehearsal,
            Optional<String> version,
            Optional<TargetMetrics> metrics,
            Optional<LoadActivity> activity,
            long settling) {
        this.target = target;
        this.rehearsal = rehearsal;
        this.version = version;
        this.metrics = metrics;
        this.activity = activity;
        this.settling = settling;
    }

    /**
     * Starts before the load does, and waits a few seconds at the most for the first reading.
     *
     * @param servers that it loads
     * @param folder the run's; empty until the engine has made it
     */
    static Observation start(WholeRun run, Collection<Origin> servers, Supplier<Optional<Path>> folder) {
        var target = run.target();
        var metrics = metrics(target.settings(), folder);
        // The stand-in counts its last rows when its metrics are read, so this comes first.
        metrics.ifPresent(source -> source.start()
                .completeOnTimeout(null, FIRST_READING_SECONDS, TimeUnit.SECONDS)
                .join());
        // The stand-in is of this suite, whose version a report has anyway.
        var version = target.standIn() ? Optional.<String>empty() : TargetVersion.of(servers, target.settings());
        return new Observation(
                target,
                new RehearsalWatch(servers, target),
                version,
                metrics,
                run.database().map(LoadActivity::before),
                target.standIn() ? 0 : settling(run.length()));
    }

    /** A tenth of the load's length, and no longer than Postgres needs to count the last rows. */
    static long settling(Duration load) {
        return Math.max(1, Math.min(DatabaseStatistics.SETTLED_AFTER_SECONDS, load.toSeconds() / 10));
    }

    /** The counts of tables with a remark where they were read too early to be complete. */
    static DatabaseActivity settled(DatabaseActivity activity, long waited) {
        return waited >= DatabaseStatistics.SETTLED_AFTER_SECONDS
                ? activity
                : activity.lacking(
                        "the counts of tables were read " + waited + " s after the load and may lack its last"
                                + " rows, since Postgres adds those of an idle session within 10 s");
    }

    /** Takes the last reading, on other threads. Completes within a bounded time. */
    CompletableFuture<?> loadEnded() {
        return lastReading(settling);
    }

    /** Waits for the last reading; of a load that was cut off it is taken now, and takes a few seconds. */
    void end() {
        var database = lastReading(0).join();
        var notes = new ArrayList<String>();
        metrics.ifPresent(source -> notes.add(source.describe()));
        database.filter(read -> !read.trouble().isEmpty())
                .ifPresent(read -> notes.add("database statistics: " + read.trouble()));
        database.filter(read -> !read.mayLack().isEmpty())
                .ifPresent(read -> notes.add("database statistics: " + read.mayLack()));
        notes.addAll(rehearsal.end());
        atEnd = Optional.of(new ServerSide(version, resources(), database.orElse(null), rehearsal.names(), notes));
    }

    /** So far; complete after {@link #end}. */
    ServerSide seen() {
        return atEnd.orElseGet(() -> new ServerSide(version, resources(), null, rehearsal.names(), List.of()));
    }

    private Resources resources() {
        return metrics.map(TargetMetrics::seen).orElse(null);
    }

    private synchronized CompletableFuture<Optional<DatabaseActivity>> lastReading(long wait) {
        if (lastReading.isEmpty()) {
            var last = metrics.map(TargetMetrics::end).orElse(CompletableFuture.completedFuture(null));
            lastReading = Optional.of(last.thenCompose(read -> activity.map(before -> before.after(wait)
                            .thenApply(seen -> Optional.of(target.standIn() ? seen : settled(seen, wait))))
                    .orElse(CompletableFuture.completedFuture(Optional.empty()))));
        }
        return lastReading.get();
    }

    private static Optional<TargetMetrics> metrics(Settings settings, Supplier<Optional<Path>> folder) {
        var supabase = settings.supabase();
        return supabase.metricsUrl().map(url -> {
            var loopback = TargetGuard.isLoopback(url.getHost());
            var every = supabase.metricsEvery().orElse(loopback ? ON_LOOPBACK : ELSEWHERE);
            return new TargetMetrics(url, supabase.keyFor(url), every, folder, settings.network());
        });
    }
}
