package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loadtest.testing.CommandProcess;
import loadtest.testing.EndedProcess;
import loadtest.testing.JvmNotes;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main class that people start from an IDE, by a plain {@code java -cp}. */
class RunSimulationIT {
    private static final Workload ANY = Workload.simplest();
    /** Two JVMs and a stand-in, on a busy machine. */
    private static final int LONGEST_SECONDS = 300;

    @Tag("more-runs")
    @Test
    void runsASimulationAsThePluginDoes() throws Exception {
        var trial = ANY.trial().patient().profile("ci", "hold 2 per second for 2 s", Map.of());

        var ended = start(trial, List.of("-Dprofile=ci"), ANY.simulationName());

        assertThat(ended.output()).contains(" PASSED: " + ANY.id()).doesNotContain("\tat ");
        assertThat(ended.code()).isZero();
        try (var files = Files.walk(trial.folder().resolve("test-results/performance"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .contains("summary.json", "verdict.html", "simulation.log", "outcomes.ndjson");
        }
    }

    @Test
    void anUnknownSimulationIsSaidInOneLine() throws Exception {
        var ended = start(ANY.trial(), List.of(), "NoSuchSimulation");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output().lines())
                .singleElement()
                .asString()
                .contains("NoSuchSimulation", "valid: ", ANY.simulationName());
    }

    @Test
    void aDebuggerWithoutTheOptionIsToldWhichOneIsMissing() throws Exception {
        var debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0";

        var ended = start(ANY.trial(), List.of(debugger), ANY.simulationName());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output().lines())
                .singleElement()
                .asString()
                .contains("add it to the run configuration", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    }

    private static EndedProcess start(Trial trial, List<String> options, String argument) throws Exception {
        var environment = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "COLUMNS", "1000"));
        var classes = Files.createDirectories(trial.folder().resolve("classes"));
        var process = CommandProcess.of(RunSimulation.class.getName(), classes)
                .with(options.toArray(String[]::new))
                .in(trial.folder(), environment, argument);
        var ended = EndedProcess.of(process, trial.folder().resolve("out.txt"), LONGEST_SECONDS);
        return new EndedProcess(ended.code(), JvmNotes.without(ended.output()));
    }
}
