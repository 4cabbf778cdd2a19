package loadtest.scenario.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import loadtest.testing.FaultyGateway;
import loadtest.testing.ForwardProxy;
import loadtest.testing.StagingDeployment;
import loadtest.testing.SummaryFile;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents are fetched where the guard permits, and each server gets only the headers that are set for it. */
class DocumentsIT {
    private static final int ASSERTIONS_FAILED = 2;
    private static final String IMAGE = "GET voucher image";
    private static final String PDF = "GET voucher pdf";

    private FaultyGateway application;
    private FaultyGateway second;
    private String files;

    @BeforeEach
    void openBothServers() throws IOException {
        var everything = StagingDeployment.everything();
        // The engine would send this cookie to any port of the host.
        application = new FaultyGateway(everything.get("PERF_BASE_URL")).settingCookie("canary=canary-cookie; Path=/");
        second = new FaultyGateway(everything.get("PERF_BASE_URL")).settingCookie("foreign=foreign-cookie; Path=/");
        var summary = new ObjectMapper()
                .readTree(Path.of(everything.get("PERF_SUMMARY_PATH")).toFile());
        files = "/api/vouchers/"
                + summary.at("/voucherPreviewPayloads/0/voucherId").asText();
    }

    @AfterEach
    void closeBothServers() {
        application.close();
        second.close();
    }

    @Tag("more-runs")
    @Test
    void anotherServerGetsNoHeaderOfOurs() throws Exception {
        second.redirecting("/start", files.substring(1) + "/qr.png");
        application.redirecting("/away", second.url(files + "/voucher.pdf").replace("127.0.0.1", "localhost"));
        var run = run(second.url("/start"), "/away");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.request(IMAGE).path("ok").asInt()).isEqualTo(2 * previews(run));
        assertThat(run.request(PDF).path("ok").asInt()).isEqualTo(2 * previews(run));
        assertThat(second.received()).hasSize(3 * previews(run)).allSatisfy(seen -> assertThat(seen)
                .contains("User-agent=[loadtest/", " voucher_preview_spike]", "Accept=[", "X-request-id=[")
                .doesNotContainIgnoringCase(
                        "canary", "cookie", "authorization", "x-bridge-secret", "x-team", "referer"));
        assertThat(application.received())
                .filteredOn(seen -> seen.startsWith("GET /away"))
                .hasSize(previews(run))
                .allSatisfy(seen -> assertThat(seen)
                        .contains(
                                "canary-static", "canary-bearer", "canary-bridge", "canary-cookie", "X-request-id=["));
        assertThat(application.received())
                .filteredOn(seen -> seen.startsWith("GET / "))
                .as("warm-up")
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen).contains("canary-static"));
    }

    @Tag("more-runs")
    @Test
    void unconfirmedHostsAreNotFetched() throws Exception {
        // The name resolves to this machine, so that only the guard keeps a request from arriving.
        var elsewhere = second.url("/x").replace("127.0.0.1", "images.example.com");
        application.redirecting("/away", elsewhere).redirecting("/", elsewhere);
        var run = run(elsewhere, "/away");

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(second.received()).isEmpty();
        var words = "not fetched: images.example.com is not confirmed; PERF_CONFIRM_TARGET=images.example.com";
        var image = run.request(IMAGE);
        assertThat(image.path("count").asInt()).isEqualTo(previews(run));
        assertThat(image.path("failures").path(words).asInt()).isEqualTo(previews(run));
        assertThat(timed(image)).isZero();
        var pdf = run.request(PDF);
        assertThat(pdf.path("count").asInt()).isEqualTo(2 * previews(run));
        assertThat(pdf.path("failures").path(words).asInt()).isEqualTo(previews(run));
        assertThat(pdf.path("codes").path("302").asInt()).isEqualTo(previews(run));
        assertThat(timed(pdf)).isEqualTo(previews(run));
        assertThat(run.reasons())
                .contains("GET voucher image failed is 100.00 % (2), limit < 1 % (2 x " + words + ")")
                .anyMatch(reason -> reason.startsWith("GET voucher pdf failed is 50.00 % (2)"));
        assertThat(run.output()).contains(words);
    }

    /** Nobody but the proxy knows the name. */
    @Tag("more-runs")
    @Test
    void aProxyIsAskedForDocumentsElsewhereAlone() throws Exception {
        var host = URI.create(StagingDeployment.everything().get("PERF_BASE_URL"));
        try (var proxy = new ForwardProxy(host.getPort())) {
            var run = trial("http://pictures.example.com:8080" + files + "/qr.png", files + "/voucher.pdf")
                    .with("HTTP_PROXY", "http://127.0.0.1:" + proxy.port())
                    .with("PERF_CONFIRM_TARGET", "pictures.example.com")
                    .run();

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(proxy.requests())
                    .hasSize(previews(run))
                    .allMatch("GET http://pictures.example.com:8080"::equals);
            assertThat(proxy.heard()).noneMatch(seen -> seen.contains("canary"));
        }
    }

    @Tag("more-runs")
    @Test
    void fiveRedirectsAreFollowedAndTheSixthIsAFailure() throws Exception {
        chain("/five", 5, files + "/qr.png");
        chain("/six", 6, files + "/voucher.pdf");
        var run = run("/five0", "/six0");

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.request(IMAGE).path("ok").asInt()).isEqualTo(6 * previews(run));
        assertThat(run.request(IMAGE).path("ko").asInt()).isZero();
        assertThat(run.request(PDF).path("ok").asInt()).isEqualTo(5 * previews(run));
        assertThat(run.request(PDF).path("ko").asInt()).isEqualTo(previews(run));
        assertThat(run.request(PDF).path("failures").toString()).contains("redirected more than 5 times");
        assertThat(application.received()).noneMatch(seen -> seen.contains("/voucher.pdf"));
    }

    @Tag("more-runs")
    @Test
    void aRedirectToNowhereIsAFailure() throws Exception {
        application.redirecting("/malformed", "http://[").answering("/nowhere", 302, "");
        var run = run("/malformed", "/nowhere");

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.request(IMAGE).path("ok").asInt()).isEqualTo(previews(run));
        assertThat(run.request(IMAGE).path("ko").asInt()).isEqualTo(previews(run));
        assertThat(run.request(IMAGE).path("failures").toString())
                .contains("not fetched: the answer names no address of http or https");
        assertThat(run.request(PDF).path("ok").asInt()).isZero();
        assertThat(run.request(PDF).path("ko").asInt()).isEqualTo(previews(run));
        assertThat(run.request(PDF).path("failures").toString()).contains("Location");
        assertThat(run.linesOfStackTraces()).isEmpty();
    }

    @Test
    void whatIsPromisedAndNullWasNotMade() throws Exception {
        var run = run(files + "/qr.png", null);

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.request(IMAGE).path("ok").asInt()).isEqualTo(previews(run));
        var pdf = run.request(PDF);
        assertThat(pdf.path("failures").path("no pdf was made").asInt()).isEqualTo(previews(run));
        assertThat(timed(pdf)).isZero();
        assertThat(run.reasons())
                .contains("GET voucher pdf failed is 100.00 % (2), limit < 1 % (2 x no pdf was made)")
                .noneMatch(reason -> reason.startsWith("POST "));
        assertThat(application.received()).noneMatch(seen -> seen.contains("/null"));
    }

    @Tag("more-runs")
    @Test
    void whatIsNotPromisedIsLeftOutThoughItIsDelivered() throws Exception {
        var run = trial(files + "/qr.png", files + "/voucher.pdf")
                .with("PERF_VOUCHER_DOCUMENTS", "image")
                .run();

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("note      GET voucher pdf left out: a preview does not promise it (PERF_VOUCHER_DOCUMENTS)")
                .doesNotContain("promise   GET voucher pdf");
        assertThat(run.request(IMAGE).path("ok").asInt()).isEqualTo(previews(run));
        assertThat(application.received()).noneMatch(seen -> seen.contains("/voucher.pdf"));
    }

    @Tag("more-runs")
    @Test
    void theScenariosFileMayPromiseNothing() throws Exception {
        var run = trial(null, null).scenarioFile("documents", "none").run();

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output())
                .contains(
                        "GET voucher image left out: a preview does not promise it (documents in scenarios/voucher_pre")
                .contains(
                        "GET voucher pdf left out: a preview does not promise it (documents in scenarios/voucher_pre");
        assertThat(previews(run)).isEqualTo(2);
    }

    /** Where nothing is promised, an answer that is none must not pass for one. */
    @Tag("more-runs")
    @Test
    void anAnswerThatIsNoPreviewIsAFailure() throws Exception {
        var trial = trial(null, null).with("PERF_VOUCHER_DOCUMENTS", "none");
        application.answering("/api/vouchers/preview", 200, "{\"message\":\"soon\"}");
        var run = trial.run();

        assertThat(run.exit()).as(run.output()).isNotZero();
        assertThat(run.output()).contains("a preview");
    }

    /** A chain of this many redirects. */
    private void chain(String path, int redirects, String end) {
        IntStream.range(0, redirects)
                .forEach(n -> application.redirecting(path + n, n == redirects - 1 ? end : path + (n + 1)));
    }

    private TrialResult run(String imageUrl, String pdfUrl) throws Exception {
        return trial(imageUrl, pdfUrl).run();
    }

    private Trial trial(String imageUrl, String pdfUrl) throws Exception {
        var preview = new HashMap<String, Object>(Map.of("integration", Map.of("status", "ok")));
        preview.put("imageUrl", imageUrl);
        preview.put("pdfUrl", pdfUrl);
        application.answering("/api/vouchers/preview", 200, new ObjectMapper().writeValueAsString(preview));
        var trial = new Trial(VoucherPreviewSpike.class)
                .patient()
                .profile("ci", "hold 2 per second for 1 s", Map.of())
                .with(Map.of(
                        "PERF_VOUCHER_PREVIEW_URL", application.url("/api/vouchers/preview"),
                        "PERF_VOUCHER_BEARER", "canary-bearer",
                        "BRIDGE_SHARED_SECRET", "canary-bridge",
                        "PERF_STATIC_HEADERS", "{\"x-team\":\"canary-static\"}",
                        "PERF_SUMMARY_PATH", StagingDeployment.everything().get("PERF_SUMMARY_PATH")));
        var hosts = Files.writeString(
                trial.folder().resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 images.example.com\n");
        return trial.property("jdk.net.hosts.file", hosts.toString());
    }

    private static int previews(TrialResult run) {
        var count = run.request("POST /api/vouchers/preview").path("count").asInt();
        assertThat(count).isPositive();
        return count;
    }

    private static long timed(JsonNode request) {
        return SummaryFile.histogram(request.path("histogram").asText()).getTotalCount();
    }
}
