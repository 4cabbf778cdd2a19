package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.testing.Await;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that is watched from its beginning to its verdict. */
class LiveRunIT {
    private static final Pattern ADDRESS = Pattern.compile("Live: (http://127\\.0\\.0\\.1:\\d+/)");

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theStreamTellsTheRunAndEndsWithItsSummary() throws Exception {
        var trial = Workload.simplest()
                .trial()
                .patient()
                .profile("ci", "hold 5 per second for 6 s", Map.of())
                .property("live", "true")
                .with("PERF_WEB_DASHBOARD_PORT", "0");
        var process = trial.start();
        var address = address(trial);
        var page = get(address, BodyHandlers.ofString()).body();
        assertThat(page).contains("data-stream=\"events\"").doesNotContain("src=\"http");

        var events = new ArrayList<JsonNode>();
        var kinds = new ArrayList<String>();
        try (var lines = get(address + "events", BodyHandlers.ofLines()).body()) {
            lines.forEach(line -> {
                if (line.startsWith("event: ")) {
                    kinds.add(line.substring("event: ".length()));
                } else if (line.startsWith("data: ")) {
                    events.add(json(line.substring("data: ".length())));
                }
            });
        }
        var run = trial.result(process);

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(kinds).last().isEqualTo("end");
        assertThat(events).hasSizeGreaterThan(3);
        var counts = events.stream()
                .map(event -> event.at("/overall/count").asLong())
                .toList();
        assertThat(counts).isSorted();
        assertThat(events.get(1).path("outcome").isNull()).as("it goes on").isTrue();
        assertThat(events.get(1).path("generator").path("cpuPercent").isArray()).isTrue();
        var last = events.get(events.size() - 1);
        var summary = run.summary().orElseThrow();
        for (var field : new String[] {"outcome", "load", "verdicts", "timeline", "slowest", "reasons"}) {
            assertThat(last.path(field)).as(field).isEqualTo(summary.path(field));
        }
        assertThat(last.at("/overall/count")).isEqualTo(summary.at("/overall/count"));
        assertThat(run.output())
                .containsPattern("\\d:\\d\\d, .* \\| \\d+ users \\| [\\d.]+ requests/s \\| p95 \\d+ ms");
    }

    private static String address(Trial trial) throws Exception {
        return Await.found(Duration.ofSeconds(90), () -> ADDRESS.matcher(trial.output())
                .results()
                .map(found -> found.group(1))
                .findFirst());
    }

    private static <T> HttpResponse<T> get(String address, BodyHandler<T> handler) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient().send(request, handler);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
