package loadtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import loadtest.target.Scenario;
import org.junit.jupiter.api.Test;

/** A run whose parent is killed stops its load at once, and takes its stand-in along. */
class CancelledRunIT {

    /** Stands for Maven: it starts the run given as a command and waits. */
    public static final class Parent {
        private Parent() {}

        public static void main(String[] command) throws Exception {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    @Test
    void loadAndStandInStopWithinTwoSeconds() throws Exception {
        var trial = new Trial(Scenario.API_SMOKE).profile("ci", "hold 5 per second for 60 s", Map.of());
        var parent = trial.under(Parent.class).start();
        await(() -> trial.output().contains("Simulation loadtest.simulation.ApiSmoke started"), 60);
        var load = parent.descendants().toList();
        assertThat(load).as("run, stand-in, watchdog and Postgres").hasSizeGreaterThan(3);
        var run = parent.children().findFirst().orElseThrow();

        parent.destroyForcibly().waitFor();

        assertThat(run.onExit().get(2, TimeUnit.SECONDS).isAlive()).isFalse();
        await(() -> load.stream().noneMatch(ProcessHandle::isAlive), 15);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition, int seconds) throws Exception {
        var deadline = Instant.now().plus(Duration.ofSeconds(seconds));
        while (!condition.holds()) {
            assertThat(Instant.now()).as("waiting").isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
