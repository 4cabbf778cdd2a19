package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.EchoingTarget;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A failed request is found with its own id, its own fixture and its own answer, whatever the answer is. */
class FailedSamplesIT {
    private static final int USERS = 50;

    /** Each fails for a reason of its own, so that every sample is kept. */
    @Tag("more-runs")
    @Test
    void bodiesBelongToTheirSamplesUnderFiftyParallelUsers() throws Exception {
        try (var target = new EchoingTarget((exchange, body, n) -> {
            exchange.getResponseHeaders().add("cf-ray", "ray-" + n);
            return EchoingTarget.echo(exchange, "x-request-id", body, n);
        })) {
            var run = run(target, Map.of("PERF_TRACE_LINK", "https://logs.example.com/#q={id}&from={from}"));

            var samples = samples(run);
            assertThat(samples).as(run.output()).hasSize(USERS);
            var ids = new HashSet<String>();
            for (var sample : samples) {
                var id = sample.at("/trace/id").asText();
                var voucher = sample.at("/fixture/voucherId").asText();
                var n = sample.path("code").asInt() - EchoingTarget.FIRST_STATUS;
                assertThat(ids.add(id)).isTrue();
                assertThat(sample.path("answer").asText())
                        .contains("\"id\":\"" + id + "\"", "\"n\":" + n + ",", voucher)
                        .hasSizeLessThan(510);
                assertThat(voucher).hasSize(36);
                assertThat(sample.at("/trace/answerId").asText()).isEqualTo("cf-ray ray-" + n);
                assertThat(sample.at("/trace/link").asText())
                        .startsWith("https://logs.example.com/#q=" + id + "&from=1");
            }
            run.summary().orElseThrow().path("failed").forEach(failure -> assertThat(
                            failure.path("words").asText())
                    .isEqualTo(failure.at("/samples/0/code").asText() + " where 200 or 201 was expected"));
            assertThat(run.files("verdict.html").get(0)).contains(ids.iterator().next());
        }
    }

    @Test
    void anAnswerMayBeAnythingOrNone() throws Exception {
        try (var target = new EchoingTarget(FailedSamplesIT::anything)) {
            var run = run(
                    target, Map.of("PERF_TRACE_HEADER", "traceparent", "PERF_STATION_BEARER", "canary-of-the-till"));

            var answers = new ArrayList<String>();
            samples(run)
                    .forEach(sample -> answers.add(sample.path("code").asInt() + " "
                            + sample.at("/trace/id").asText().length() + " "
                            + sample.path("answer").asText()));
            assertThat(answers)
                    .as(run.output())
                    .anyMatch(answer -> answer.equals("0 32 ")) // the connection was closed
                    .anyMatch(answer -> answer.contains("(1,000 bytes of application/pdf, no text)"))
                    .anyMatch(answer -> answer.contains("zipped "))
                    .anyMatch(
                            answer -> answer.contains("huge xxx") && answer.endsWith("xxx...") && answer.length() < 520)
                    .anyMatch(answer -> answer.contains("*** and ***123 \\u001b[2J <script>"))
                    .noneMatch(answer -> answer.contains("canary") || answer.contains("250788"));
            var trace = samples(run).stream()
                    .filter(sample -> sample.path("answer").asText().startsWith("{\"id\":\"00-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(trace.path("answer").asText())
                    .contains(trace.at("/trace/id").asText());
        }
    }

    private static byte[] anything(HttpExchange exchange, String body, int n) throws IOException {
        var headers = exchange.getResponseHeaders();
        var trace = exchange.getRequestHeaders().getFirst("traceparent");
        if (trace.endsWith("-0000000000000014-01")) {
            return null; // also when the engine sends it again
        }
        switch (n % 6) {
            case 0:
                return EchoingTarget.echo(exchange, "traceparent", body, n);
            case 1:
                headers.add("content-type", "application/pdf");
                return EchoingTarget.padded(new byte[] {'%', 'P', 'D', 'F', (byte) 0xE2, (byte) 0xE3, 0}, 1000);
            case 2:
                headers.add("content-encoding", "gzip");
                return EchoingTarget.zipped("zipped {}".getBytes(StandardCharsets.UTF_8));
            case 3:
                return EchoingTarget.padded("huge ".getBytes(StandardCharsets.UTF_8), 3_000_000);
            case 4:
                return "canary-of-the-till and +250788123123 \u001b[2J <script>pwned()</script>"
                        .getBytes(StandardCharsets.UTF_8);
            default:
                return new byte[0];
        }
    }

    private static TrialResult run(EchoingTarget target, Map<String, String> variables) throws Exception {
        return new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "at-once " + USERS + " users", Map.of())
                .with("PERF_SUMMARY_PATH", StagingDeployment.reseeded().get("PERF_SUMMARY_PATH"))
                .with("PERF_STATION_REDEEM_URL", target.url("/redeem"))
                .with(variables)
                .run();
    }

    private static List<JsonNode> samples(TrialResult run) {
        return StreamSupport.stream(run.summary().orElseThrow().path("failed").spliterator(), false)
                .flatMap(failure -> StreamSupport.stream(failure.path("samples").spliterator(), false))
                .toList();
    }
}
