package loadtest.scenario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.settings.ProbeClient;
import loadtest.testing.FaultyGateway;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What requests to the agent API say of themselves, in checks, warm-up and load alike. */
class AgentRequestIT {
    private static final Pattern USER_AGENT = Pattern.compile("User-agent=\\[(loadtest/\\S+ api_smoke)]");

    private FaultyGateway api;

    @BeforeEach
    void open() throws IOException {
        api = new FaultyGateway(StagingDeployment.everything().get("PERF_BASE_URL"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void theScenarioIsSaidAndNoCacheMayAnswerAReadAndATokenIsSentOnceBearer() throws Exception {
        var token = token();
        var given = new HashMap<>(StagingDeployment.fourSecrets());
        given.remove("PERF_EMAIL");
        given.remove("PERF_PASSWORD");
        given.put("PERF_BEARER_TOKEN", "bearer  " + token);
        given.put("PERF_STATIC_HEADERS", "{\"authorization\":\"Basic for-all\"}");

        assertPassed(given);
        assertThat(api.received())
                .allSatisfy(seen -> assertThat(seen).containsPattern(USER_AGENT))
                .filteredOn(seen -> seen.startsWith("GET /"))
                .hasSizeGreaterThan(5)
                .allSatisfy(seen -> assertThat(seen).contains("Cache-control=[no-cache]"));
        assertThat(api.received())
                .filteredOn(seen -> seen.startsWith("POST /"))
                .noneMatch(seen -> seen.contains("-cache"));
        assertThat(api.received())
                .filteredOn(seen -> seen.matches("(?s)\\w+ /(api/agent/|api/rate-limit/|v1/|functions/).*"))
                .as("checks and load")
                .anyMatch(seen -> seen.startsWith("GET /api/rate-limit/status"))
                .allSatisfy(seen -> assertThat(seen).contains("Authorization=[Bearer " + token + "]"));
    }

    @Tag("more-runs")
    @Test
    void staticHeadersSayOtherwise() throws Exception {
        var given = new HashMap<>(StagingDeployment.fourSecrets());
        given.put("PERF_STATIC_HEADERS", "{\"USER-AGENT\":\"own agent\",\"cache-control\":\"max-age=7\"}");

        assertPassed(given);
        assertThat(api.received()).hasSizeGreaterThan(5).allSatisfy(seen -> assertThat(seen)
                .contains("User-agent=[own agent]", "Cache-control=[max-age=7]")
                .doesNotContain("loadtest/", "no-cache"));
    }

    private TrialResult assertPassed(Map<String, String> given) throws Exception {
        given.put("PERF_BASE_URL", api.url(""));
        var run = new Trial(ApiSmoke.class)
                .patient()
                .profile("ci", "at-once 2 users", Map.of())
                .with(given)
                .run();
        assertThat(run.exit()).as(run.output()).isZero();
        return run;
    }

    private static String token() throws IOException {
        var account = StagingDeployment.fourSecrets();
        var body = new ObjectMapper()
                .writeValueAsString(
                        Map.of("email", account.get("PERF_EMAIL"), "password", account.get("PERF_PASSWORD")));
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(account.get("PERF_BASE_URL") + "/api/auth/token/issue"))
                            .POST(BodyPublishers.ofString(body))
                            .build());
            return new ObjectMapper()
                    .readTree(answer.body())
                    .path("accessToken")
                    .asText();
        }
    }
}
