package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import loadtest.settings.ProbeClient;
import loadtest.testing.Await;
import loadtest.testing.ChildStandIn;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run learns from the stand-in it loads that this goes wrong on purpose, whoever told it to. */
class RehearsalIT {
    private static final String HARMLESS = "rate-limits { agent-api { calls = 100000 } }";

    @Test
    void aRunWithAFaultPlanIsARehearsal() throws Exception {
        var trial = Workload.simplest().trial().patient().profile("ci", "at-once 1 users", Map.of());
        var plan = Files.writeString(trial.folder().resolve("incident.conf"), HARMLESS);
        var run = trial.with("PERF_STANDIN_FAULTS", plan.toString()).run();

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.summary().orElseThrow().path("rehearsal")).hasToString("[\"rate limit of agent-api\"]");
        assertThat(Files.readString(run.file("verdict.html"))).contains("<title>PASSED (rehearsal)");
    }

    @Tag("more-runs")
    @Test
    void soIsOneOnAStandInStartedByHandThatIsToldMeanwhile() throws Exception {
        var standIn = ChildStandIn.start();
        try {
            var address = standIn.variables().get("PERF_BASE_URL").toString();
            send(address, "POST");
            send(address, "DELETE"); // before the run, so no part of it
            var counts = trial(address).run();
            assertThat(counts.exit()).as(counts.output()).isZero();
            assertThat(counts.summary().orElseThrow().path("rehearsal")).isEmpty();

            var trial = trial(address);
            var process = trial.start();
            Await.until(Duration.ofMinutes(3), () -> trial.output()
                    .contains("> " + Workload.simplest().get()));
            send(address, "POST");
            send(address, "DELETE");
            var rehearsal = trial.result(process);
            assertThat(rehearsal.summary().orElseThrow().path("rehearsal"))
                    .hasToString("[\"rate limit of agent-api\"]");
            assertThat(rehearsal.output()).contains("the stand-in went wrong on purpose: rate limit of agent-api");
        } finally {
            standIn.process().getOutputStream().close();
            standIn.process().waitFor();
        }
    }

    private static Trial trial(String address) throws IOException {
        return Workload.simplest()
                .trial()
                .patient()
                .profile("ci", "hold 1 per second for 8 s", Map.of())
                .with(StagingDeployment.fourSecrets())
                .with("PERF_BASE_URL", address);
    }

    private static void send(String address, String method) throws Exception {
        var plan = method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString(HARMLESS)
                : HttpRequest.BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(URI.create(address + "/control/faults"))
                .method(method, plan)
                .build();
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            assertThat(client.send(request).statusCode()).isEqualTo(200);
        }
    }
}
