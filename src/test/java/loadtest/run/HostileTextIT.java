package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.testing.HostileTarget;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a target says has no effect on whoever reads of it, and no secret that it says comes out. */
class HostileTextIT {
    private static final int ASSERTIONS_FAILED = 2;
    private static final int CANNOT_RUN = 2;

    private static final String SECRET = "canary \"of/all\" + more";

    private static final String HOSTILE = "\n::error::pwned\r\n  ::add-mask::word\r##[error]pwned ##vso[task.x]y"
            + "\u001b[2J\u009b31m\u001b]0;pwned\u0007\u0000\u202e\u2028::warning::pwned\u2066\u0085::debug::pwned"
            + " <script>pwned()</script> | `x` ![a](http://evil.example/b) ";

    /** Neither line feeds nor tabs, which are the engine's and ours. */
    private static final Pattern CONTROL = Pattern.compile("(?!\\n|\\t)[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final Pattern COMMAND =
            Pattern.compile("(?mU)^\\s*::(?!error title=\\w+ \\(ci\\)::).*|.*##\\w*\\[.*");

    private HostileTarget target;
    private Path jobSummary;

    @BeforeEach
    void serve() throws IOException {
        target = new HostileTarget();
    }

    @AfterEach
    void stop() throws IOException {
        target.close();
    }

    @Test
    void inFieldsThatAreChecked() throws Exception {
        var text = json(HOSTILE + spellings());
        target.answering("/api/auth/token/issue", "{\"accessToken\":\"canary-minted-by-the-target\"}")
                .answering("/api/healthz", "{\"status\":" + text + "}")
                .answering("/api/readiness", "HTTP/1.1 503 \u001b[31m::error::pwned", "x-a: \u001b[2J\r\n", "{}")
                .answering("/api/agent/telemetry", HOSTILE + spellings())
                .answering("/v1/approvals", "{\"pending\":" + text + ",\"history\":" + text + "}")
                .answering("/functions/v1/telemetry-sync", "HTTP/1.1 x\u001b[2J\u009b::error::pwned " + SECRET, "", "");
        var run = run(trial(Workload.simplest().simulation(), "hold 2 per second for 2 s")
                .with("PERF_BASE_URL", target.url(""))
                .with("PERF_ORG_SLUG", "demo")
                .with("PERF_EMAIL", "a@example.com"));

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.request("GET /api/healthz").path("failures").toString())
                .as("as it was said")
                .contains("jmesPath(status).find.is(ok)", "u000a", "u001b[2J", "u009b31m", "u202e");
        assertThat(run.output()).contains("> GET /api/healthz", "u001b[2J");
        assertThat(Files.readString(jobSummary))
                .contains(Workload.simplest().id().replace("_", "\\_"))
                .doesNotContain("<script>");
    }

    @Tag("more-runs")
    @Test
    void inAnswersThatAreWrittenDown() throws Exception {
        var fixtures = StagingDeployment.everything();
        target.answering(
                "/campaigns",
                "HTTP/1.1 202 \u001b[31m",
                "Retry-After: \u001b[2J\r\n",
                "{\"accepted\":%s,\"rejected\":[{\"reason\":%<s}],\"waba\":{\"messageIds\":[%<s]}}"
                        .formatted(json(HOSTILE + spellings())));
        var run = run(trial(CampaignBulkSend.class, "at-once 2 users", Map.of("targets", 200))
                .with("PERF_CAMPAIGN_DISPATCH_URL", target.url("/campaigns"))
                .with("PERF_SUMMARY_PATH", fixtures.get("PERF_SUMMARY_PATH")));

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.files("responses.ndjson").get(0).lines()).hasSize(2).allMatch(line -> line.contains("pwned"));
    }

    @Tag("more-runs")
    @Test
    void inAddressesAndDocuments() throws Exception {
        var fixtures = StagingDeployment.everything();
        target.answering(
                "/preview",
                "{\"imageUrl\":%s,\"pdfUrl\":%s,\"integration\":{\"status\":\"ok\"}}"
                        .formatted(json("http://[" + HOSTILE + spellings()), json(HOSTILE)));
        var run = run(trial(VoucherPreviewSpike.class, "hold 2 per second for 2 s")
                .with("PERF_VOUCHER_PREVIEW_URL", target.url("/preview"))
                .with("PERF_SUMMARY_PATH", fixtures.get("PERF_SUMMARY_PATH")));

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
    }

    @Tag("more-runs")
    @Test
    void beforeTheLoad() throws Exception {
        target.answering("/", "HTTP/1.1 2\u001b[2J\u009b::error::pwned " + SECRET, "", "");
        var run = run(trial(Workload.simplest().simulation(), "hold 2 per second for 2 s")
                .with("PERF_BASE_URL", target.url(""))
                .with("PERF_ORG_SLUG", "demo")
                .with("PERF_EMAIL", "a@example.com"));

        assertThat(run.exit()).as(run.output()).isEqualTo(CANNOT_RUN);
        assertThat(run.output()).contains(Workload.simplest().id() + " cannot run: PERF_BASE_URL: ");
    }

    private static Trial trial(Class<? extends Simulation> scenario, String step) throws IOException {
        return trial(scenario, step, Map.of());
    }

    private static Trial trial(Class<? extends Simulation> scenario, String step, Map<String, Object> others)
            throws IOException {
        return new Trial(scenario)
                .patient()
                .profile("ci", step, others)
                .with("PERF_PASSWORD", "canary-password")
                .with("BRIDGE_SHARED_SECRET", "canary-bridge")
                .with("SUPABASE_SERVICE_ROLE_KEY", "canary-service-key")
                .with("PERF_STATIC_HEADERS", "{\"x-gateway\":" + json(SECRET) + "}");
    }

    private TrialResult run(Trial trial) throws Exception {
        jobSummary = trial.folder().resolve("job-summary.md");
        // Without colours, so that whatever a terminal would take for a command is somebody else's.
        var run = trial.with("NO_COLOR", "1")
                .with("GITHUB_ACTIONS", "true")
                .with("GITHUB_STEP_SUMMARY", jobSummary.toString())
                .run();
        assertThat(run.output())
                .as("the console")
                .doesNotContainPattern(CONTROL)
                .doesNotContainPattern(COMMAND);
        assertThat(run.linesOfStackTraces()).isEmpty();
        try (var files = Files.walk(run.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertHarmless(file);
            }
        }
        return run;
    }

    private static void assertHarmless(Path file) throws Exception {
        var bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as("a secret in %s", file).doesNotContain("canary", basic());
        assertThat(bytes).as("an escape in %s", file).doesNotContain("\u001b[", "\u001b]");
        if (file.toString().matches(".*\\.(html|js|md)")) {
            assertThat(bytes).as("an element in %s", file).doesNotContain("<script>pwned");
        }
        if (file.toString().matches(".*(summary\\.json|junit\\.xml|\\.md|\\.ndjson|\\.txt)")) {
            assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern(CONTROL);
        }
        if (file.endsWith("junit.xml")) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        }
    }

    /** Each form in which a server may repeat what it was sent. */
    private static String spellings() {
        return String.join(
                " ",
                SECRET,
                json(SECRET),
                json(json(SECRET)),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20"),
                "canary-bridge",
                "canary-password",
                basic());
    }

    private static String basic() {
        return Base64.getEncoder().encodeToString("service_role:canary-service-key".getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
