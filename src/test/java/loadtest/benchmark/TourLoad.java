package loadtest.benchmark;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.gatling.app.Gatling;
import io.gatling.javaapi.core.Simulation;
import io.gatling.plugin.GatlingConstants;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import loadtest.standin.database.ChildProcess;
import loadtest.testing.EngineReport;
import loadtest.testing.Workload;

/**
 * One load that both generators send: users who each send the six requests of a tour over connections of their own.
 *
 * @param usersPerSecond who start
 */
record TourLoad(int usersPerSecond, int seconds) {
    private static final String PROFILE = "benchmark";
    private static final int CORE = 0;

    /** What a run cost, and how many requests of each name it sent and found right. */
    record Run(MeasuredProcess cost, Map<String, EngineReport.Row> requests) {
        Map<String, Long> counts() {
            return requests.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, row -> row.getValue()
                    .ok()));
        }
    }

    int users() {
        return usersPerSecond * seconds;
    }

    int requests() {
        return users() * BareTour.requests().size();
    }

    int requestsPerSecond() {
        return usersPerSecond * BareTour.requests().size();
    }

    /** The real simulation with everything on, by the flags that the pom gives a load. */
    Run ours(Path folder, String url, List<String> flags) throws IOException, InterruptedException {
        var scenario = Workload.simplest();
        var options = new ArrayList<>(flags);
        options.add("-Dprofile=" + PROFILE);
        var command = command(options, scenario.simulation(), folder);
        command.environment()
                .putAll(Map.of(
                        "PERF_BASE_URL", url,
                        "PERF_ORG_SLUG", BareTour.ORG,
                        "PERF_EMAIL", BareTour.EMAIL,
                        "PERF_PASSWORD", BareTour.PASSWORD,
                        "PERF_OUTPUT_DIR", folder.toString()));
        var classes = writeProfile(scenario, folder);
        var classPath = command.command().indexOf("-cp") + 1;
        command.command()
                .set(classPath, classes + File.pathSeparator + command.command().get(classPath));
        return run(command, folder);
    }

    /** The bare simulation as the engine's plugin runs it. */
    Run bare(Path folder, String url, List<String> flags) throws IOException, InterruptedException {
        var options = new ArrayList<>(flags);
        options.add("-Dgatling.data.console.writePeriod=5"); // the engine's own, which this project has changed
        options.add("-D" + BareTour.BASE_URL + "=" + url);
        options.add("-D" + BareTour.USERS + "=" + usersPerSecond);
        options.add("-D" + BareTour.SECONDS + "=" + seconds);
        return run(command(options, BareTour.class, folder), folder);
    }

    private static ProcessBuilder command(List<String> options, Class<? extends Simulation> simulation, Path folder)
            throws IOException {
        var all = new ArrayList<>(GatlingConstants.DEFAULT_JVM_OPTIONS_GATLING);
        all.addAll(options); // the later of two counts
        var command = ChildProcess.java(
                all,
                Gatling.class,
                "-s",
                simulation.getName(),
                "-rf",
                folder.toAbsolutePath().toString());
        return MeasuredProcess.pinned(command, CORE)
                .directory(Files.createDirectories(folder).toFile());
    }

    private static Run run(ProcessBuilder command, Path folder) throws IOException, InterruptedException {
        var cost = MeasuredProcess.run(command, folder.resolve("output.txt"));
        try (var files = Files.walk(folder)) {
            var page = files.filter(
                            file -> file.endsWith("index.html") && Files.exists(file.resolveSibling("simulation.log")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no report of the engine in " + folder));
            return new Run(cost, EngineReport.rows(Files.readString(page)));
        }
    }

    /** The scenario's own file with one profile more. */
    private Path writeProfile(Workload scenario, Path folder) throws IOException {
        var name = "scenarios/" + scenario.id() + ".conf";
        var profile =
                Map.of("open", "hold " + usersPerSecond + " per second for " + seconds + " s", "gates-latency", false);
        var file = folder.resolve("classes").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                ConfigFactory.parseResources(name)
                        .withValue("profiles." + PROFILE, ConfigValueFactory.fromMap(profile))
                        .root()
                        .render(ConfigRenderOptions.concise().setFormatted(true)));
        return folder.resolve("classes").toAbsolutePath();
    }
}
