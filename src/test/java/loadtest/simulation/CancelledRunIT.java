package loadtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
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
        var processes = new ArrayList<>(parent.descendants().toList());
        assertThat(processes).as("run, stand-in and watchdog").hasSize(3);
        processes.add(postgres(trial.folder().resolve("target")));
        assertThat(processes).allMatch(ProcessHandle::isAlive);
        var run = parent.children().findFirst().orElseThrow();

        parent.destroyForcibly().waitFor();

        await(() -> !run.isAlive(), 2);
        await(() -> processes.stream().noneMatch(ProcessHandle::isAlive), 15);
    }

    private static ProcessHandle postgres(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var pidFile = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0)))
                    .orElseThrow();
        }
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
