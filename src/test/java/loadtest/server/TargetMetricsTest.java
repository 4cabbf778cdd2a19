package loadtest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.settings.Network;
import loadtest.settings.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real HTTP servers that answer wrongly, and some that answer correctly. */
class TargetMetricsTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String KEY = "s3cret-service-key";

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsAtTheStartAndAtTheEndSoThatAShortRunHasRates() throws Exception {
        var count = new AtomicInteger();
        serve(exchange ->
                answer(exchange, 200, "text/plain", "pg_stat_database_xact_commit " + 100 * count.incrementAndGet()));
        var seen = seenAtTheEnd(Optional.of(folder));

        assertThat(seen.readings()).isEqualTo(2);
        assertThat(seen.failed()).isZero();
        assertThat(seen.trouble()).isEmpty();
        assertThat(seen.source()).isEqualTo("127.0.0.1");
        assertThat(seen.transactionsPerSecond()).hasSize(2).element(1).satisfies(rate -> assertThat(rate)
                .isPositive());
        var lines = Files.readAllLines(folder.resolve("target-metrics.ndjson"));
        assertThat(lines).hasSize(2);
        var last = new ObjectMapper().readTree(lines.get(1));
        assertThat(last.path("time").asText()).isEqualTo(seen.times().get(1));
        assertThat(last.at("/metrics/pg_stat_database_xact_commit").asInt()).isEqualTo(200);
        assertThat(authorizations).hasSize(2).allMatch(header -> header.startsWith("Basic "));
    }

    @Test
    void readsAgainAndAgain() throws Exception {
        var third = new CountDownLatch(3);
        serve(exchange -> {
            third.countDown();
            answer(exchange, 200, "text/plain", "node_load1 1");
        });
        try (var metrics = metrics(url("/metrics"), Duration.ofSeconds(1), Optional.of(folder))) {
            metrics.start();
            assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
            metrics.end().get(60, TimeUnit.SECONDS);
            assertThat(metrics.seen().readings()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidAndStillSeen() throws Exception {
        serve(exchange -> answer(exchange, 200, "text/plain", "node_load1 1"));
        var seen = seenAtTheEnd(Optional.of(Files.writeString(folder.resolve("a-file"), "")));

        assertThat(seen.readings()).isEqualTo(2);
        assertThat(seen.trouble()).startsWith("target-metrics.ndjson cannot be written (");
    }

    @Test
    void refusals() throws Exception {
        assertThat(troubleWith(exchange -> answer(exchange, 401, "text/html", "<html>" + KEY)))
                .isEqualTo("status 401: the key is refused");
        assertThat(troubleWith(exchange -> answer(exchange, 500, "text/plain", KEY)))
                .isEqualTo("status 500");
        assertThat(troubleWith(exchange -> answer(exchange, 404, "text/html", "<html>")))
                .isEqualTo("status 404");
        assertThat(troubleWith(exchange ->
                        answer(exchange, 401, "application/json", "{\"message\":\"Legacy API keys are disabled\"}")))
                .isEqualTo("status 401: the key is refused (Legacy API keys are disabled)");
    }

    @Test
    void withoutAKeyARefusalSaysSo() throws Exception {
        serve(exchange -> answer(exchange, 403, "text/plain", ""));
        try (var metrics =
                new TargetMetrics(url("/metrics"), Optional.empty(), NEVER, Optional::empty, Network.DIRECT)) {
            metrics.start().get(60, TimeUnit.SECONDS);
            assertThat(metrics.seen().trouble()).isEqualTo("status 403: asked without a key");
            assertThat(authorizations).containsExactly("none");
        }
    }

    @Test
    void answersThatAreNoMetrics() throws Exception {
        assertThat(troubleWith(exchange -> answer(exchange, 200, "text/plain", "\0\1{{{ garbage\n" + KEY + " 1\n")))
                .isEqualTo("no known metric in the answer");
        assertThat(troubleWith(exchange -> answer(exchange, 200, "text/plain", "")))
                .isEqualTo("no known metric in the answer");
        assertThat(troubleWith(exchange -> answer(exchange, 200, "text/plain", "node_load1 1\n".repeat(800_000))))
                .isEqualTo("the answer is too long");
        assertThat(troubleWith(HttpExchange::close)).isEqualTo("IOException");
    }

    @Test
    void readsOpenMetrics() throws Exception {
        serve(exchange -> answer(
                exchange,
                200,
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                "\uFEFF# TYPE node_load1 gauge\n# UNIT node_load1 load\nnode_load1 0.5 1700000000.123\n# EOF\n"));
        var seen = seenAtTheEnd(Optional.of(folder));

        assertThat(seen.trouble()).isEmpty();
        assertThat(seen.readings()).isEqualTo(2);
        assertThat(seen.load1()).containsOnly(0.5);
    }

    @Test
    void aPageForPeopleIsKeptAsALink() throws Exception {
        for (var type : List.of("text/html; charset=utf-8", "text/plain")) {
            serve(exchange -> answer(exchange, 200, type, "\n<!doctype html><p>node_load1 1"));
            try (var metrics = metrics(url("/page?token=" + KEY), NEVER, Optional.of(folder))) {
                metrics.start().get(60, TimeUnit.SECONDS);
                var seen = metrics.seen();

                assertThat(seen.link()).isEqualTo(url("/page").toString());
                assertThat(seen.trouble())
                        .isEqualTo("a page for people; set .../customer/v1/privileged/metrics of the project");
                assertThat(metrics.describe())
                        .contains(seen.link() + " is a page")
                        .doesNotContain(KEY);
            }
        }
    }

    @Test
    void theConsoleOfAProjectNamesItsEndpoint() {
        assertThat(MetricsAnswer.endpoint(
                        URI.create("https://supabase.com/dashboard/project/abcdef/reports/database?a=b")))
                .isEqualTo("https://abcdef.supabase.co/customer/v1/privileged/metrics");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        var elsewhere = new CopyOnWriteArrayList<String>();
        server.createContext("/elsewhere", exchange -> {
            elsewhere.add(exchange.getRequestURI().toString());
            answer(exchange, 200, "text/plain", "node_load1 1");
        });
        assertThat(troubleWith(exchange -> {
                    exchange.getResponseHeaders()
                            .add("location", url("/elsewhere?token=" + KEY).toString());
                    answer(exchange, 302, "text/html", "<html>Found");
                }))
                .isEqualTo("a redirect to " + url("/elsewhere") + "?***, which is not followed; set"
                        + " .../customer/v1/privileged/metrics of the project");
        assertThat(troubleWith(exchange -> answer(exchange, 307, "text/plain", "")))
                .startsWith("a redirect without an address, which is not followed; set ");
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void aServerThatNeverAnswersDoesNotHoldUpTheEnd() throws Exception {
        assertThat(troubleAtTheEndWith(exchange -> await())).isEqualTo("no whole answer by the end of the load");
    }

    @Test
    void noMoreDoesOneThatAnswersByTheDrop() throws Exception {
        assertThat(troubleAtTheEndWith(exchange -> {
                    exchange.getResponseHeaders().add("content-type", "text/plain");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("node_load1 1\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    await();
                }))
                .isEqualTo("no whole answer by the end of the load");
    }

    @Test
    void aReadingIsGivenUpLongBeforeTheNextIsDue() throws Exception {
        serve(exchange -> await());
        try (var metrics = metrics(url("/metrics"), Duration.ofSeconds(1), Optional.of(folder))) {
            metrics.start().get(60, TimeUnit.SECONDS);
            assertThat(metrics.seen().trouble()).isEqualTo("no whole answer within 1 s");
            assertThat(metrics.seen().failed()).isEqualTo(1);
        }
    }

    @Test
    void nobodyThere() throws Exception {
        var url = url("/metrics");
        server.stop(0);
        try (var metrics = metrics(url, NEVER, Optional.of(folder))) {
            metrics.start().get(60, TimeUnit.SECONDS);
            assertThat(metrics.seen().trouble()).isEqualTo("nobody answers there");
        }
    }

    @Test
    void itMayEndTwiceAndBeforeItBegan() {
        assertThatCode(() -> {
                    var metrics = metrics(url("/metrics"), NEVER, Optional.empty());
                    metrics.close();
                    metrics.close();
                    metrics.end().get(60, TimeUnit.SECONDS);
                })
                .doesNotThrowAnyException();
    }

    private String troubleWith(HttpHandler handler) throws Exception {
        serve(handler);
        try (var metrics = metrics(url("/metrics"), NEVER, Optional.of(folder))) {
            metrics.start().get(60, TimeUnit.SECONDS);
            return onlyTrouble(metrics);
        }
    }

    private String troubleAtTheEndWith(HttpHandler handler) throws Exception {
        serve(handler);
        try (var metrics = metrics(url("/metrics"), NEVER, Optional.of(folder))) {
            metrics.start();
            metrics.end().get(60, TimeUnit.SECONDS);
            assertThat(over.getCount()).as("the server is still at it").isEqualTo(1);
            return onlyTrouble(metrics);
        }
    }

    private static String onlyTrouble(TargetMetrics metrics) {
        var seen = metrics.seen();
        assertThat(seen.readings()).isZero();
        assertThat(seen.failed()).isEqualTo(1);
        assertThat(seen.times()).isEmpty();
        assertThat(seen.toString() + metrics.describe()).doesNotContain(KEY);
        return seen.trouble();
    }

    private Resources seenAtTheEnd(Optional<Path> run) throws Exception {
        try (var metrics = metrics(url("/metrics"), NEVER, run)) {
            metrics.start().get(60, TimeUnit.SECONDS);
            metrics.end().get(60, TimeUnit.SECONDS);
            return metrics.seen();
        }
    }

    private static TargetMetrics metrics(URI url, Duration every, Optional<Path> run) {
        return new TargetMetrics(url, Optional.of(new Secret(KEY)), every, () -> run, Network.DIRECT);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void serve(HttpHandler handler) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException none) {
            // the first one
        }
        server.createContext("/", exchange -> {
            var header = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(header == null ? "none" : header);
            handler.handle(exchange);
        });
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
