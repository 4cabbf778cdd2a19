package loadtest.benchmark;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.testing.Workload;

/**
 * A scenario's own file with one profile more, in a folder that goes before the others of a class path.
 *
 * @param folder of that class path
 */
record OwnProfile(Workload scenario, Path folder) {
    private static final String NAME = "benchmark";

    /** @param step how users start, as a scenario's file says it */
    static OwnProfile write(Workload scenario, Path parent, String step) throws IOException {
        var name = "scenarios/" + scenario.id() + ".conf";
        var folder = parent.resolve("classes").toAbsolutePath();
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(
                folder.resolve(name),
                ConfigFactory.parseResources(name)
                        .withValue(
                                "profiles." + NAME,
                                ConfigValueFactory.fromMap(Map.of("open", step, "gates-latency", false)))
                        .root()
                        .render(ConfigRenderOptions.concise().setFormatted(true)));
        return new OwnProfile(scenario, folder);
    }

    /** A run of the scenario by this profile, which leaves all that it writes in one folder. */
    ProcessBuilder command(List<String> options, Path results) throws IOException {
        var all = new ArrayList<>(options);
        all.add("-Dprofile=" + NAME);
        var command = EngineCommand.of(all, scenario.simulation(), results);
        command.environment().put("PERF_OUTPUT_DIR", results.toAbsolutePath().toString());
        var classPath = command.command().indexOf("-cp") + 1;
        command.command()
                .set(classPath, folder + File.pathSeparator + command.command().get(classPath));
        return command;
    }
}
