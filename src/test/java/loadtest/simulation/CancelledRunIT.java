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
    void loadAndStandInStop() throws Exception {
        var trial = new Trial(Scenario.API_SMOKE).profile("ci", "hold 5 per second for 60 s", Map.of());
        var parent = trial.under(Parent.class).start();
        await(() -> trial.output().contains("Simulation loadtest.simulation.ApiSmoke started"), 60);
        var processes = new ArrayList<>(parent.descendants().toList());
        assertThat(processes).as("run, stand-in and watchdog").hasSize(3);
        processes.add(postgres(trial.folder().resolve("target")));
        assertThat(processes).allMatch(ProcessHandle::isAlive);
        var run = parent.children().findFirst().orElseThrow();

        parent.destroyForcibly().waitFor();

        // Two seconds on a machine that is not busy with tests; what matters here is that it happens at all.
        await(() -> ended(run), 10);
        await(() -> processes.stream().allMatch(CancelledRunIT::ended), 15);
    }

    /** A process nobody has waited for yet is dead all the same. */
    private static boolean ended(ProcessHandle process) {
        try {
            var state = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return state.contains(") Z ") || !process.isAlive();
        } catch (IOException e) {
            return !process.isAlive(); // gone, or a system without /proc
        }
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
