package loadtest.scenario.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import loadtest.testing.FaultyGateway;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dispatcher is sent, as the older script sent it, and what is kept of its answers. */
class DispatchLogIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aBatchIsWhatTheOlderScriptSent() throws Exception {
        var everything = StagingDeployment.reseeded();
        try (var gateway = new FaultyGateway(everything.get("PERF_BASE_URL"))) {
            var run = trial(everything, gateway)
                    .with("PERF_WABA_SANDBOX_NUMBER", "+15550001")
                    .run();

            assertThat(run.exit()).as(run.output()).isZero();
            var summary =
                    JSON.readTree(Path.of(everything.get("PERF_SUMMARY_PATH")).toFile());
            var bodies = bodies(gateway, "POST");
            assertThat(bodies).hasSize(2).allSatisfy(body -> {
                assertThat(body.fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder(
                                "campaignId", "batchReference", "targets", "throttle", "metadata", "sandbox");
                assertThat(body.path("campaignId"))
                        .isEqualTo(summary.path("campaignDispatch").path("campaignId"));
                assertThat(body.path("batchReference").asText())
                        .startsWith(
                                summary.at("/campaignDispatch/batchReference").asText() + "-");
                assertThat(body.path("throttle").toString()).isEqualTo("{\"maxPerMinute\":600,\"maxInflight\":200}");
                assertThat(body.path("metadata"))
                        .isEqualTo(JSON.createObjectNode()
                                .put("source", "perf-harness")
                                .set("seedVersion", summary.path("seedVersion")));
                assertThat(body.path("sandbox").toString()).isEqualTo("{\"number\":\"+15550001\"}");
            });
        }
    }

    @Tag("more-runs")
    @Test
    void theOlderScriptsKnobsWork() throws Exception {
        var everything = StagingDeployment.reseeded();
        try (var gateway = new FaultyGateway(everything.get("PERF_BASE_URL")).forwardingAs("POST")) {
            var run = trial(everything, gateway)
                    .with(Map.of(
                            "PERF_CAMPAIGN_DISPATCH_METHOD", "put",
                            "PERF_CAMPAIGN_INCLUDE_METADATA", "False",
                            "PERF_CAMPAIGN_WAIT_MIN", "0",
                            "PERF_CAMPAIGN_WAIT_MAX", "0.05",
                            "PERF_WABA_SANDBOX_TOKEN", "canary-token"))
                    .run();

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(bodies(gateway, "POST")).isEmpty();
            assertThat(bodies(gateway, "PUT")).hasSize(2).allSatisfy(body -> {
                assertThat(body.has("metadata")).isFalse();
                assertThat(body.path("sandbox").toString()).isEqualTo("{\"token\":\"canary-token\"}");
            });
            assertThat(run.request("POST /campaigns").path("count").asInt()).isEqualTo(2);
            assertThat(run.output())
                    .contains(
                            "note      batches are sent by PUT (PERF_CAMPAIGN_DISPATCH_METHOD); their row is still"
                                    + " named POST /campaigns",
                            "note      a sender waits 0 to 0.05 s between batches",
                            "note      batches carry no metadata (PERF_CAMPAIGN_INCLUDE_METADATA)",
                            "note      batches carry PERF_WABA_SANDBOX_TOKEN without a number")
                    .doesNotContain("canary");
        }
    }

    /** The dispatcher's database has the same ids in the same targets' rows: the pairs of the log are true. */
    @Tag("more-runs")
    @Test
    void aLogThatIsGivenIsAppendedToAndTellsRunsApart() throws Exception {
        var log = Files.writeString(
                folder.resolve("trail.ndjson"), "{\"ts\":1.5,\"name\":\"campaign_dispatch\"}\n{\"tor");
        var first = toLog(log);
        var second = toLog(log);

        assertThat(first.exit()).as(first.output()).isZero();
        assertThat(second.exit()).as(second.output()).isZero();
        var lines = Files.readAllLines(log);
        assertThat(lines.subList(0, 2)).containsExactly("{\"ts\":1.5,\"name\":\"campaign_dispatch\"}", "{\"tor");
        var own = new ArrayList<JsonNode>();
        for (var line : lines.subList(2, lines.size())) {
            own.add(JSON.readTree(line));
        }
        assertThat(own)
                .extracting(line -> line.path("runId").asText())
                .containsExactly(runId(first), runId(first), runId(second), runId(second));
        assertThat(own).allSatisfy(line -> {
            assertThat(line.path("messages")).hasSize(100);
            assertThat(line.path("unpaired").asText()).isEmpty();
            assertThat(line.path("attempt").asInt()).isEqualTo(1);
        });
        var numbers = new HashSet<String>();
        var ids = new HashSet<String>();
        for (var line : own.subList(2, 4)) {
            line.path("messages").forEach(message -> {
                numbers.add(message.path("msisdn").asText());
                ids.add(message.path("id").asText());
            });
        }
        assertThat(numbers).hasSize(200);
        assertThat(ids).hasSize(200);
        assertPairsAreInTheDatabase(own.subList(2, 4));
    }

    /** The wait by itself would be one second. */
    @Tag("more-runs")
    @ParameterizedTest
    @ValueSource(strings = {"date", "rfc850-date", "asctime-date"})
    void aDispatcherThatNamesADateIsWaitedFor(String form) throws Exception {
        var plan = Files.writeString(
                folder.resolve("plan.conf"),
                "faults { busy { endpoints = \"POST /campaigns\", status = 429, retry-after = 3 s, retry-after-as = "
                        + form + ", every = 2, at-most = 1 } }");
        var run = small(new Trial(CampaignBulkSend.class).scenarioFile("budgets", null))
                .with("PERF_STANDIN_FAULTS", plan.toString())
                .run();

        assertThat(run.exit()).as(run.output()).isZero();
        var lines = new ArrayList<JsonNode>();
        for (var line : run.files("responses.ndjson").get(0).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        var told = lines.stream()
                .filter(line -> line.path("status").asInt() == 429)
                .toList();
        assertThat(told)
                .singleElement()
                .satisfies(line -> assertThat(line.path("next").asText()).isEqualTo("sent again in 3 s"));
        var again = lines.stream()
                .filter(line -> line.path("attempt").asInt() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(again.path("batchReference")).isEqualTo(told.get(0).path("batchReference"));
        assertThat(time(again)).isAfterOrEqualTo(time(told.get(0)).plusSeconds(3));
    }

    private static Instant time(JsonNode line) {
        return Instant.parse(line.path("time").asText());
    }

    /** Some requests of the same users are answered, and others are not, at the same time. */
    @Tag("more-runs")
    @Test
    void whyNoAnswerCameIsKept() throws Exception {
        var plan = Files.writeString(
                folder.resolve("plan.conf"),
                "faults { slow { endpoints = \"POST /campaigns\", latency { constant = 3 s }, every = 3 } }");
        var run = new Trial(CampaignBulkSend.class)
                .patient()
                .profile("ci", "at-once 4 users", Map.of("targets", 400))
                .with("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "20")
                .with("PERF_CAMPAIGN_TIMEOUT", "0.5")
                .with("PERF_STANDIN_FAULTS", plan.toString())
                .run();

        assertThat(run.output()).contains("note      a batch without an answer is given up after 0.5 s");
        var causes = new HashMap<Boolean, List<String>>();
        for (var line : run.files("responses.ndjson").get(0).lines().toList()) {
            var answer = JSON.readTree(line);
            causes.computeIfAbsent(answer.path("status").asInt() == 0, none -> new ArrayList<>())
                    .add(answer.path("cause").asText());
        }
        assertThat(causes.get(true))
                .hasSizeBetween(6, 7)
                .allMatch(cause -> cause.matches("Request timeout to .* after 500 ms"));
        assertThat(causes.get(false)).hasSizeBetween(13, 14).containsOnly("");
        assertThat(run.output()).contains(": no answer: Request timeout to ");
    }

    private static void assertPairsAreInTheDatabase(List<JsonNode> lines) throws Exception {
        var known = new HashMap<String, String>();
        try (var connection = StagingDeployment.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select msisdn, message_id from campaign_targets where status = 'sent'")) {
            while (rows.next()) {
                known.put(rows.getString(2), rows.getString(1));
            }
        }
        for (var line : lines) {
            assertThat(line.path("messages")).allSatisfy(message -> assertThat(
                            known.get(message.path("id").asText()))
                    .endsWith(message.path("msisdn").asText().substring(3)));
        }
    }

    private static TrialResult toLog(Path log) throws Exception {
        return small(new Trial(CampaignBulkSend.class).with(StagingDeployment.reseeded()))
                .with("PERF_LOCUST_LOG", log.toString())
                .run();
    }

    private static Trial trial(Map<String, String> everything, FaultyGateway gateway) throws IOException {
        return small(new Trial(CampaignBulkSend.class)
                .with(everything)
                .with("PERF_CAMPAIGN_DISPATCH_URL", gateway.url("/campaigns")));
    }

    private static Trial small(Trial trial) throws IOException {
        return trial.patient().profile("ci", "at-once 2 users", Map.of("targets", 200));
    }

    private static String runId(TrialResult run) {
        return run.summary().orElseThrow().path("runId").asText();
    }

    /** Of the batches, not of the check before the load. */
    private static List<JsonNode> bodies(FaultyGateway gateway, String method) throws IOException {
        var bodies = new ArrayList<JsonNode>();
        for (var seen : gateway.received()) {
            if (seen.startsWith(method + " /campaigns ") && !seen.endsWith(" {}")) {
                bodies.add(JSON.readTree(seen.substring(seen.indexOf("] {") + 2)));
            }
        }
        return bodies;
    }
}
