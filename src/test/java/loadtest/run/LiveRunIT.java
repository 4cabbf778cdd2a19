package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.settings.ProbeClient;
import loadtest.testing.Await;
import loadtest.testing.BrowserWalk;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that is watched from its beginning to its verdict. */
class LiveRunIT {
    private static final Duration LONGEST = Duration.ofSeconds(100);
    private static final Pattern ADDRESS = Pattern.compile("Live: (http://127\\.0\\.0\\.1:\\d+/)");

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Tag("more-runs")
    void theStreamTellsTheRunAndEndsWithItsSummary() throws Exception {
        var trial = trial("true");
        var process = trial.start();
        var address = address(trial);
        var live = get(address);
        assertThat(live).contains("data-stream=\"events?command=").doesNotContain("src=\"http");

        var events = new ArrayList<JsonNode>();
        var kinds = new ArrayList<String>();
        get(address + "events").lines().forEach(line -> {
            if (line.startsWith("event: ")) {
                kinds.add(line.substring("event: ".length()));
            } else if (line.startsWith("data: ")) {
                events.add(json(line.substring("data: ".length())));
            }
        });
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
        assertThat(run.output()).containsPattern("\\d:\\d\\d .*  \\d+ users?  [\\d.]+ req/s  p95 \\d+ ms  \\d+ failed");
        var page = Path.of(URI.create(last.path("page").asText()));
        assertThat(page).exists();
        last.path("files").forEach(file -> assertThat(page.resolveSibling(file.asText()))
                .as("the page points at it")
                .exists());
        assertThatThrownBy(() -> get(address)).as("its address is closed").isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Tag("more-runs")
    @DisabledOnOs({OS.MAC, OS.WINDOWS})
    void aBrowserIsOpenedOnThePageWithoutTheSecretsOfTheRun(@TempDir Path programs) throws Exception {
        var opened = programs.resolve("opened.txt");
        var opener = Files.writeString(programs.resolve("xdg-open"), """
                #!/bin/sh
                { echo "$1"; env; } > '%s'
                """.formatted(opened));
        assertThat(opener.toFile().setExecutable(true)).isTrue();
        var trial = trial("open")
                .with("PATH", programs + File.pathSeparator + System.getenv("PATH"))
                .with("DISPLAY", ":0")
                .without("CI")
                .with("PERF_SEED_USER_PASSWORD", "canary-of-the-browser");
        var run = trial.result(trial.start());

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(Files.readString(opened))
                .startsWith(address(trial) + "\n")
                .contains("DISPLAY=:0")
                .doesNotContain("canary-of-the-browser");
        assertThat(run.output()).doesNotContain("No browser was opened");
    }

    @Test
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Tag("browser")
    void oneWhoComesEarlyAndOneWhoComesLateSeeTheSame() throws Exception {
        BrowserWalk.assumePossible();
        var trial = trial("true").profile("ci", "hold 5 per second for 40 s", Map.of());
        var process = trial.start();
        BrowserWalk.run("watched.mjs", address(trial));

        var run = trial.result(process);
        assertThat(run.exit()).as(run.output()).isZero();
    }

    private static Trial trial(String live) throws IOException {
        return Workload.simplest()
                .trial()
                .patient()
                .profile("ci", "hold 5 per second for 12 s", Map.of())
                .property("live", live)
                .with("PERF_WEB_DASHBOARD_PORT", "0");
    }

    private static String address(Trial trial) throws Exception {
        return Await.found(Duration.ofSeconds(90), () -> ADDRESS.matcher(trial.output())
                .results()
                .map(found -> found.group(1))
                .findFirst());
    }

    /** The whole answer; that of the stream ends with the run. */
    private static String get(String address) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(address)).timeout(LONGEST).build();
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            return client.send(request).body();
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
