package loadtest.benchmark;

import io.gatling.app.Gatling;
import io.gatling.javaapi.core.Simulation;
import io.gatling.plugin.GatlingConstants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loadtest.standin.database.ChildProcess;

/** The command that runs a simulation in a JVM of its own, as the engine's plugin starts it. */
final class EngineCommand {
    private EngineCommand() {}

    /**
     * @param options of that JVM beside the plugin's own
     * @param results where the engine writes its report
     */
    static ProcessBuilder of(List<String> options, Class<? extends Simulation> simulation, Path results)
            throws IOException {
        var all = new ArrayList<>(GatlingConstants.DEFAULT_JVM_OPTIONS_GATLING);
        all.addAll(options); // the later of two counts
        return ChildProcess.java(
                all,
                Gatling.class,
                "-s",
                simulation.getName(),
                "-rf",
                results.toAbsolutePath().toString());
    }
}
