package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loadtest.slo.Verdict;
import loadtest.testing.Summaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void comesBackAsItWasWritten() throws IOException {
        var file = folder.resolve("made/on demand/summary.json");
        summary(1800L).write(file);

        assertThat(JSON.readValue(file.toFile(), Summary.class)).isEqualTo(summary(1800L));
    }

    @Test
    void hasTheFieldsThatReadersKnow() throws IOException {
        var file = folder.resolve("summary.json");
        summary(null).write(file);
        var json = JSON.readTree(file.toFile());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "scenario",
                        "profile",
                        "runId",
                        "outcome",
                        "passed",
                        "reasons",
                        "target",
                        "standIn",
                        "started",
                        "ended",
                        "suite",
                        "machine",
                        "load",
                        "requests",
                        "overall",
                        "waba",
                        "verdicts",
                        "timeline",
                        "slowest",
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
                        "byRequest");
        assertThat(json.at("/verdicts/0").fieldNames())
                .toIterable()
                .containsExactly("name", "limit", "actual", "samples", "outcome", "note");
        assertThat(json.at("/verdicts/0/outcome").asText()).isEqualTo("MISSED");
    }

    private static Summary summary(Long usersPlanned) {
        return Summaries.of(
                Summary.Outcome.FAILED,
                List.of("HTTP 5xx at most 0 is 1, limit at most 0"),
                List.of(new Verdict("HTTP 5xx at most 0", "at most 0", "1", 4, Verdict.Outcome.MISSED, "")),
                usersPlanned);
    }
}
