package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Comparator;
import java.util.Map;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Test;

/** Somebody compiles in another window while a run goes: its classes are gone, and the run tells its verdict anyway. */
class CompiledMeanwhileIT {
    private static final int MOST_SECONDS = 60;

    @Test
    void theRunNeedsNoClassThatIsGone() throws Exception {
        var trial = new Trial(StationRedeemPeak.class)
                .withOwnClasses()
                .patient()
                .profile("ci", "hold 2 per second for 5 s", Map.of())
                .with(StagingDeployment.reseeded());
        var process = trial.start();
        for (int i = 0;
                i < MOST_SECONDS * 10 && process.isAlive() && !trial.output().contains("Simulation ");
                i++) {
            Thread.sleep(100); // the load is about to begin
        }
        try (var classes = Files.walk(trial.folder().resolve("classes/loadtest"))) {
            classes.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        var run = trial.result(process);

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.summary().orElseThrow().path("outcome").asText()).isEqualTo("PASSED");
        assertThat(run.output()).doesNotContain("NoClassDefFoundError");
    }
}
