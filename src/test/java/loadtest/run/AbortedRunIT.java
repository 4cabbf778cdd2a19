package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.Await;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs that reach an abort criterion, and one whose load was not the load that was planned. */
@Execution(ExecutionMode.CONCURRENT)
class AbortedRunIT {
    private static final int ASSERTIONS_FAILED = 2;

    @Tag("more-runs")
    @Test
    void aRunOfErrorsEndsEarlyAndLeavesItsEvidence() throws Exception {
        var trial = new Trial(StationRedeemPeak.class).patient().profile("ci", "hold 50 per second for 30 s", Map.of());
        var plan = Files.writeString(trial.folder().resolve("faults.conf"), """
                faults { broken { endpoints = "POST /redeem", status = 500, every = 2 } }
                """);
        var run = trial.with("PERF_STANDIN_FAULTS", plan.toString()).run();

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.reasons().get(0))
                .matches("the run was cut off early: redeem errors \\d+\\.\\d\\d % \\(\\d+ of \\d+\\)"
                        + " over the last 60 s, limit 1 %, \\d+ samples");
        var summary = run.summary().orElseThrow();
        assertThat(summary.path("outcome").asText()).isEqualTo("FAILED");
        assertThat(summary.at("/overall/count").asInt()).isBetween(100, 1_000);
        assertThat(summary.path("notes").toString())
                .contains("the stand-in goes wrong on purpose: ")
                .containsPattern("fault 'broken' of the plan struck [1-9]\\d* of \\d+ requests");
        assertThat(summary.at("/abort/0/reached").asBoolean()).isTrue();
        // The audits were asked all the same.
        assertThat(String.join("; ", run.reasons())).doesNotContain("the run did not get that far");
        assertThat(run.file("verdict.html")).isNotEmptyFile();
        assertThat(run.linesOfStackTraces()).isEmpty();
    }

    @Tag("more-runs")
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRunWhoseGeneratorStoodStillProvesNothing() throws Exception {
        var trial = Workload.simplest().trial().profile("ci", "hold 20 per second for 15 s", Map.of());
        var process = trial.start();
        Await.until(Duration.ofMinutes(3), () -> trial.output()
                .contains("> " + Workload.simplest().get()));
        signal("STOP", process);
        process.waitFor(1_500, TimeUnit.MILLISECONDS); // it stands still for so long
        signal("CONT", process);
        var run = trial.result(process);

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.summary().orElseThrow().path("outcome").asText()).isEqualTo("INVALID");
        assertThat(run.output()).contains("INVALID: ", "users started as planned", "PERF_SHARE");
    }

    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }
}
