package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that make the engine stumble: it then logs the whole request, from its own threads. */
class EngineLogIT {
    private static final int ASSERTIONS_FAILED = 2;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Map<String, String> variables;

    @BeforeEach
    void standBeforeTheEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        var address = address();
        server.createContext("/", exchange -> answer(exchange, 400, "{}"));
        server.createContext(
                "/preview",
                exchange -> answer(
                        exchange,
                        exchange.getRequestHeaders().containsKey("x-idempotency-key") ? 200 : 400,
                        "{\"imageUrl\":\"%s/image\",\"pdfUrl\":\"%s/pdf\"}".formatted(address, address)));
        variables = new HashMap<>(Map.of(
                "PERF_VOUCHER_PREVIEW_URL",
                address + "/preview",
                "PERF_SUMMARY_PATH",
                StagingDeployment.everything().get("PERF_SUMMARY_PATH"),
                "PERF_VOUCHER_BEARER",
                "canary-bearer",
                "BRIDGE_SHARED_SECRET",
                "canary/bridge \"é\"",
                "PERF_STATIC_HEADERS",
                "{\"x-gateway\":\"canary-static\",\"x-other\":\"canary-other\"}"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Tag("more-runs")
    @Test
    void aLocationThatIsNoAddress() throws Exception {
        server.createContext("/image", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://[");
            answer(exchange, 302, "");
        });

        assertNothingIsSeen(trial().run());
    }

    /** The session that is logged holds the password, and a token of which nobody but the run knows. */
    @Test
    void aBodyThatMakesACheckThrow() throws Exception {
        server.createContext(
                "/api/auth/token/issue", exchange -> answer(exchange, 200, "{\"accessToken\":\"canary-minted-0123\"}"));
        server.createContext("/api/agent/start", exchange -> answer(exchange, 200, "{\"sessionId\":\"s\"}"));
        server.createContext("/api/agent/plan", exchange -> answer(exchange, 200, "{\"plan\":{\"steps\":5}}"));
        var run = new Trial(AgentJourneys.class)
                .patient()
                .profile("ci", "at-once 4 users", Map.of())
                .with(Map.of(
                        "PERF_BASE_URL",
                        address(),
                        "PERF_ORG_SLUG",
                        "demo",
                        "PERF_EMAIL",
                        "a@example.com",
                        "PERF_PASSWORD",
                        "canary \"password\"",
                        "PERF_STATIC_HEADERS",
                        "{\"x-gateway\":\"canary-static\"}"))
                .run();

        assertNothingIsSeen(run);
        assertThat(run.output()).contains("password -> ***", "token -> ***", "Bearer ***", "x-gateway: ***");
    }

    @Tag("more-runs")
    @Test
    void theStackTraceThatWasAskedForIsMaskedAsWell() throws Exception {
        server.createContext("/image", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://[");
            answer(exchange, 302, "");
        });

        var run = trial().with("PERF_DEBUG", "true").run();

        assertThat(run.output()).doesNotContain("canary");
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Trial trial() throws IOException {
        return new Trial(VoucherPreviewSpike.class)
                .patient()
                .profile("ci", "at-once 1 users", Map.of())
                .with(variables);
    }

    private static void assertNothingIsSeen(TrialResult run) throws IOException {
        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.output()).doesNotContain("canary");
        assertThat(run.linesOfStackTraces()).isEmpty();
        try (var files = Files.walk(run.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).contains("canary"))
                        .as("a secret in %s", file)
                        .isFalse();
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
