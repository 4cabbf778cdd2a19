package loadtest.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loadtest.settings.Secret;

/**
 * What the target's machine and database say of themselves while the load goes on: a Prometheus endpoint, read at
 * intervals into one line of NDJSON each. A reading that fails is counted and never harms the run.
 */
public final class TargetMetrics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "target-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private final URI url;
    private final Optional<Secret> key;
    private final Supplier<Optional<Path>> folder;
    private int readings;
    private int failures;
    private String trouble = "";

    /**
     * @param url the endpoint
     * @param key the service key, sent as Basic auth; empty where the endpoint is not the key's own server
     * @param folder the run's folder; empty for as long as the engine has not made it
     */
    public TargetMetrics(URI url, Optional<Secret> key, Supplier<Optional<Path>> folder) {
        this.url = url;
        this.key = key;
        this.folder = folder;
    }

    /** Reads again and again until closed. */
    public void start(Duration every) {
        clock.scheduleAtFixedRate(this::read, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How it went, in one line for the reader of the report. */
    public synchronized String describe() {
        return "target metrics: " + readings + " readings, " + failures + " failed"
                + (trouble.isEmpty() ? "" : " (" + trouble + ")");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private synchronized void read() {
        try {
            var answer = client.send(request(), HttpResponse.BodyHandlers.ofString());
            var type = answer.headers().firstValue("content-type").orElse("");
            if (answer.statusCode() / 100 == 3 || type.contains("html")) {
                failed(url + " is a page for people; set .../customer/v1/privileged/metrics of the project");
            } else if (answer.statusCode() != 200) {
                failed("status " + answer.statusCode());
            } else {
                write(PrometheusText.parse(answer.body()));
            }
        } catch (IOException | RuntimeException e) {
            failed(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(String why) {
        failures++;
        trouble = why;
    }

    private void write(Map<String, Double> metrics) throws IOException {
        var file = folder.get();
        if (file.isPresent()) {
            var line = new LinkedHashMap<String, Object>();
            line.put("time", Instant.now().toString());
            line.put("metrics", metrics);
            Files.writeString(
                    file.get().resolve("target-metrics.ndjson"),
                    json.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            readings++;
        }
    }

    private HttpRequest request() {
        var request = HttpRequest.newBuilder(url).timeout(PATIENCE).GET();
        key.ifPresent(secret -> request.header(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(("service_role:" + secret.reveal()).getBytes(StandardCharsets.UTF_8))));
        return request.build();
    }
}
