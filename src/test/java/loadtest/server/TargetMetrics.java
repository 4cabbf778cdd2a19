package loadtest.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loadtest.settings.Daemon;
import loadtest.settings.Network;
import loadtest.settings.ProbeClient;
import loadtest.settings.ProbeFailure;
import loadtest.settings.Secret;

/**
 * Reads the metrics of the target's machine and database during the load: a Prometheus endpoint, read at intervals, each
 * reading one line of NDJSON. A reading that fails is counted and never affects the run.
 */
public final class TargetMetrics implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** How long the end of a run waits for the last reading. */
    private static final Duration LAST_TIMEOUT = Duration.ofSeconds(2);

    /** Real endpoints answer with some 100 KB. */
    private static final int MOST_BYTES = 4 << 20;

    private final Network network;
    private final ProbeClient client;
    private final ScheduledExecutorService clock = Daemon.scheduler("target-metrics");
    private final URI url;
    private final Optional<Secret> key;
    private final Duration every;
    private final Duration timeout;
    private final MetricsLog log;
    private final ResourceSeries series = new ResourceSeries();
    private int readings;
    private int failures;
    private String problem = "";
    private String link = "";
    private boolean underWay;
    private boolean closed;

    /**
     * @param url the endpoint
     * @param key the service key, sent as Basic auth; empty where it may not go to this endpoint
     * @param every the time from one reading to the next, a second or more
     * @param folder the run's folder; empty for as long as the engine has not made it
     * @param network how the endpoint is reached
     */
    public TargetMetrics(
            URI url, Optional<Secret> key, Duration every, Supplier<Optional<Path>> folder, Network network) {
        this.network = network;
        this.client = new ProbeClient(MOST_BYTES, network);
        this.url = url;
        this.key = key;
        this.every = every;
        this.timeout = every.compareTo(TIMEOUT) < 0 ? every : TIMEOUT;
        this.log = new MetricsLog(folder);
    }

    /** Starts reading at intervals. The future completes when the first reading has ended. */
    public CompletableFuture<Void> start() {
        var first = CompletableFuture.runAsync(this::read, clock);
        clock.scheduleAtFixedRate(this::read, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return first;
    }

    /** Reads one last time after the load. Completes within two seconds, whatever the endpoint does. */
    public CompletableFuture<Void> end() {
        if (clock.isShutdown()) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(this::read, clock)
                .completeOnTimeout(null, LAST_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .thenRun(this::close);
    }

    /** The metrics up to now. */
    public synchronized Resources seen() {
        return series.resources(url.getHost(), (int) every.toSeconds(), readings, failures, problem, link);
    }

    /** The number of readings and the last problem, in one line for the report. */
    public synchronized String describe() {
        return "target metrics: " + readings + " readings, " + failures + " failed"
                + (problem.isEmpty() ? "" : " (" + (link.isEmpty() ? "" : link + " is ") + problem + ")");
    }

    /** Closes without waiting: a reading under way counts as failed. */
    @Override
    public void close() {
        stop();
        clock.shutdownNow();
        client.close();
    }

    private synchronized void stop() {
        if (!closed) {
            if (underWay) {
                failed(MetricsAnswer.failed("no whole answer by the end of the load"));
            }
            try {
                log.flush();
            } catch (IOException | RuntimeException e) {
                unwritable(e);
            }
            closed = true;
        }
    }

    private void read() {
        begin();
        try {
            end(ask());
        } catch (RuntimeException e) { // it must not end the schedule
            end(MetricsAnswer.of(e, timeout.toSeconds(), ""));
        }
    }

    private MetricsAnswer ask() {
        try {
            return MetricsAnswer.of(url, client.send(request()), key.isPresent());
        } catch (IOException e) {
            var where = network.proxies().route(url) + ProbeFailure.addresses(url, network);
            return MetricsAnswer.of(e, timeout.toSeconds(), where);
        }
    }

    private synchronized void begin() {
        underWay = true;
    }

    private synchronized void end(MetricsAnswer answer) {
        underWay = false;
        if (closed) {
            return;
        }
        if (answer.text() == null) {
            failed(answer);
            return;
        }
        var reading = MetricsReading.of(Instant.now(), System.nanoTime(), answer.text());
        if (reading.isEmpty()) {
            failed(MetricsAnswer.failed("no known metric in the answer"));
            return;
        }
        readings++;
        series.add(reading);
        try {
            log.add(reading);
        } catch (IOException | RuntimeException e) {
            unwritable(e);
        }
    }

    private void failed(MetricsAnswer answer) {
        failures++;
        problem = answer.problem();
        if (answer.page()) {
            // Without its query, which may hold a secret.
            link = url.toString().replaceAll("\\?.*", "");
        }
    }

    private void unwritable(Exception e) {
        problem = MetricsLog.NAME + " cannot be written (" + e.getClass().getSimpleName() + ")";
    }

    private HttpRequest request() {
        var request = HttpRequest.newBuilder(url).timeout(timeout).GET();
        key.ifPresent(secret -> request.header(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(("service_role:" + secret.reveal()).getBytes(StandardCharsets.UTF_8))));
        return request.build();
    }
}
