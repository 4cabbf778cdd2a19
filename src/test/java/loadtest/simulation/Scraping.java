package loadtest.simulation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import loadtest.record.TargetMetrics;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;

/** Reads the target's own metrics while it is loaded, where {@code PERF_SUPABASE_METRICS_URL} says where they are. */
final class Scraping {
    private static final Duration ON_LOOPBACK = Duration.ofSeconds(5);

    /** Hosted projects renew their metrics once a minute. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(60);

    private Scraping() {}

    /** Starts reading; empty where no address is given. */
    static Optional<TargetMetrics> of(Settings settings, Supplier<Optional<Path>> folder) {
        var supabase = settings.supabase();
        return supabase.metricsUrl().map(url -> {
            var loopback = TargetGuard.isLoopback(url.getHost());
            var itsOwn = loopback
                    || supabase.url()
                            .map(URI::getHost)
                            .filter(url.getHost()::equalsIgnoreCase)
                            .isPresent();
            var key = itsOwn ? supabase.serviceRoleKey() : Optional.<Secret>empty();
            var metrics = new TargetMetrics(url, key, folder);
            metrics.start(loopback ? ON_LOOPBACK : ELSEWHERE);
            return metrics;
        });
    }
}
