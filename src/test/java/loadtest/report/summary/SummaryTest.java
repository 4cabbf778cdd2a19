package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loadtest.measure.GeneratorHealth;
import loadtest.slo.AbortCriteria;
import loadtest.slo.Observation;
import loadtest.slo.Statistic;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.SampleMachines;
import loadtest.testing.SampleRuns;
import loadtest.testing.Summaries;
import loadtest.testing.SummaryFile;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SEEN = Set.of("codes", "classes", "failures", "byCode", "rejected", "fixture");

    @TempDir
    Path folder;

    @Test
    void comesBackAsItWasWritten() throws IOException {
        var file = folder.resolve("made/on demand/summary.json");
        SummaryFile.write(summary(1800L), file);

        assertThat(JSON.readValue(file.toFile(), Summary.class)).isEqualTo(summary(1800L));
    }

    @Test
    void aFullOneComesBackAsItWasWritten() throws IOException {
        var file = folder.resolve("summary.json");
        SummaryFile.write(full(), file);

        assertThat(SummaryFile.read(file)).isEqualTo(full());
    }

    @Test
    void aVerdictHasItsNumbersBesideItsWords() throws IOException {
        var verdicts = JSON.readTree(full().json()).path("verdicts");

        assertThat(verdicts.get(0).path("actual").asText()).isEqualTo("612 ms");
        assertThat(verdicts.get(0).path("promise").toString())
                .isEqualTo("{\"kind\":\"REQUEST\",\"scenario\":\"station_redeem_peak\",\"subject\":\"POST /redeem\","
                        + "\"statistic\":\"P95\",\"limit\":{\"value\":500.0,\"inclusive\":false,\"unit\":\"MILLIS\"},"
                        + "\"answers\":null}");
        assertThat(verdicts.get(0).path("seen").toString())
                .isEqualTo("{\"type\":\"measured\",\"value\":612.0,\"hits\":null}");
        assertThat(verdicts.get(1).at("/promise/answers").toString())
                .isEqualTo("{\"source\":\"HTTP\",\"codes\":[\"5xx\"]}");
        assertThat(verdicts.get(1).at("/seen/hits").asLong()).isEqualTo(1);
    }

    @Test
    void hasTheFieldsThatReadersKnow() throws IOException {
        var file = folder.resolve("summary.json");
        SummaryFile.write(summary(null), file);
        var json = JSON.readTree(file.toFile());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "scenario",
                        "profile",
                        "runId",
                        "invocation",
                        "group",
                        "share",
                        "outcome",
                        "passed",
                        "judged",
                        "reasons",
                        "otherReasons",
                        "target",
                        "standIn",
                        "targetVersion",
                        "rehearsal",
                        "started",
                        "ended",
                        "suite",
                        "machine",
                        "load",
                        "requests",
                        "overall",
                        "waba",
                        "machines",
                        "scenarios",
                        "verdicts",
                        "timeline",
                        "slowest",
                        "failed",
                        "resources",
                        "database",
                        "generator",
                        "abort",
                        "comparison",
                        "notes");
        assertThat(json.path("schema").asInt()).isEqualTo(Summary.SCHEMA);
        assertThat(json.at("/load/planned").isNull()).isTrue();
        assertThat(json.at("/requests/0/name").asText()).isEqualTo("POST /redeem");
        assertThat(json.at("/requests/0/count").asLong()).isEqualTo(4);
        assertThat(json.at("/requests/0/p95").asLong()).isEqualTo(10);
        assertThat(json.at("/requests/0/codes/503").asLong()).isEqualTo(1);
        assertThat(json.at("/requests/0/failures/found 503").asLong()).isEqualTo(1);
        assertThat(json.at("/requests/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "scenario",
                        "count",
                        "ok",
                        "ko",
                        "rate",
                        "min",
                        "mean",
                        "p50",
                        "p75",
                        "p90",
                        "p95",
                        "p99",
                        "p999",
                        "max",
                        "okOnly",
                        "codes",
                        "classes",
                        "failures",
                        "histogram",
                        "okHistogram");
        assertThat(json.at("/requests/0/classes").toString()).isEqualTo("{\"2xx\":3,\"5xx\":1}");
        assertThat(json.at("/requests/0/rate").asDouble()).isEqualTo(4);
        assertThat(json.at("/overall/okOnly/max").asLong()).isEqualTo(10);
        assertThat(json.at("/timeline").fieldNames())
                .toIterable()
                .containsExactly(
                        "start",
                        "secondsPerPoint",
                        "requests",
                        "failed",
                        "usersStarted",
                        "usersActive",
                        "p50",
                        "p95",
                        "p99",
                        "classes",
                        "byRequest",
                        "heat");
        assertThat(json.at("/verdicts/0").fieldNames())
                .toIterable()
                .containsExactly("name", "limit", "actual", "samples", "outcome", "note", "promise", "seen");
        assertThat(json.at("/verdicts/0/outcome").asText()).isEqualTo("MISSED");
    }

    /** Scripts of others may rely on {@code report/summary.keys}: removing a key requires a new schema number. */
    @Test
    void aFullOneHasTheKeysThatAreAgreedOnInTheirOrder() throws IOException {
        assertThat(keys(JSON.readTree(full().json()))).containsExactlyElementsOf(agreed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"passed", "failed", "cut-off"})
    void everyKeyOfSchemaTwoIsStillThere(String run) throws IOException {
        try (var old = SummaryTest.class.getResourceAsStream("/report/schema-2/" + run + ".json")) {
            assertThat(agreed()).containsAll(keys(JSON.readTree(old)));
        }
    }

    private static List<String> agreed() throws IOException {
        try (var list = SummaryTest.class.getResourceAsStream("/report/summary.keys")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** The path of every field, in the order of the file; the entries of a map with data as keys count as one. */
    private static Set<String> keys(JsonNode json) {
        var keys = new LinkedHashSet<String>();
        collect("", json, keys);
        return keys;
    }

    private static void collect(String path, JsonNode json, Set<String> keys) {
        json.forEach(item -> {
            if (json.isArray()) {
                collect(path + "[]", item, keys);
            }
        });
        json.properties().forEach(field -> {
            var key = path + "/" + field.getKey();
            keys.add(key);
            if (!SEEN.contains(field.getKey())) {
                collect(key, field.getValue(), keys);
            }
        });
    }

    /** A summary in which nothing is null. */
    private static Summary full() {
        var run = SampleRuns.with(
                SampleRuns.blown(),
                List.of(
                        Verdicts.latency("POST /redeem", Statistic.P95, 500L, 612, 40, VerdictOutcome.MISSED, ""),
                        Verdicts.budget("HTTP 5xx", List.of("5xx"), 1, 4, VerdictOutcome.MISSED),
                        Verdicts.kept("replays all refused", "30 of 30 refused", 30, VerdictOutcome.MET),
                        Verdicts.notAudited("no voucher redeemed twice", "no database given", 0),
                        Verdicts.neverSent("GET /x"),
                        Verdicts.schedule(new Observation.Late(0.2, 3, 1500, 240), VerdictOutcome.MET),
                        Verdicts.schedule(new Observation.Started(1400, 1500), VerdictOutcome.MISSED),
                        Verdicts.throughput(1500L, 1497, VerdictOutcome.MET),
                        Verdicts.capacity(),
                        Verdicts.drift("POST /redeem", 100, 120, VerdictOutcome.MET)));
        var traffic = run.traffic();
        var seen = run.observations();
        var waba = new Summary.Waba(90, 10, 0, Map.of(200, 90L, 429, 10L), Map.of("not_queued: sent", 2L));
        return new Summary(
                run.identity(),
                run.result(),
                run.conditions(),
                new Summary.Traffic(
                        traffic.load(),
                        traffic.requests(),
                        traffic.overall(),
                        waba,
                        List.of(SampleMachines.whole()),
                        List.of(new ScenarioSummary(
                                "station_redeem_peak", traffic.load(), traffic.overall(), waba, 7, 2))),
                run.verdicts(),
                new Summary.Observations(
                        seen.timeline(),
                        seen.slowest(),
                        seen.failed(),
                        seen.resources(),
                        seen.database(),
                        new GeneratorHealth(
                                "2030-01-31T14:00:00Z",
                                1,
                                List.of(12.0),
                                List.of(30.0),
                                List.of(4L),
                                List.of(1L),
                                List.of(90L),
                                1024L),
                        List.of(new AbortCriteria.AbortStatus(
                                "errors", "5 %", "1.00 % (1 of 100)", 100, 0.2, false, 60))),
                run.remarks());
    }

    private static Summary summary(Long usersPlanned) {
        return Summaries.of(
                RunOutcome.FAILED,
                List.of("HTTP 5xx at most 0 is 1"),
                List.of(Verdicts.budget("HTTP 5xx", List.of("5xx"), 1, 4, VerdictOutcome.MISSED)),
                usersPlanned);
    }
}
