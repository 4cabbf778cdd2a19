package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import loadtest.testing.EngineReport;
import loadtest.testing.Workload;

/**
 * One load that both generators send: users who each send the six requests of a tour over connections of their own.
 *
 * @param usersPerSecond who start
 */
record TourLoad(int usersPerSecond, int seconds) {
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
        return run(command(folder, url, flags), folder);
    }

    /** The real simulation with everything on, which leaves all that it writes in one folder. */
    ProcessBuilder command(Path folder, String url, List<String> flags) throws IOException {
        var step = "hold " + usersPerSecond + " per second for " + seconds + " s";
        var command = OwnProfile.write(Workload.simplest(), folder, step).command(flags, folder);
        command.environment()
                .putAll(Map.of(
                        "PERF_BASE_URL", url,
                        "PERF_ORG_SLUG", BareTour.ORG,
                        "PERF_EMAIL", BareTour.EMAIL,
                        "PERF_PASSWORD", BareTour.PASSWORD));
        return command;
    }

    /** The bare simulation as the engine's plugin runs it. */
    Run bare(Path folder, String url) throws IOException, InterruptedException {
        var options = List.of(
                "-Dgatling.data.console.writePeriod=5", // the engine's own, which this project has changed
                "-D" + BareTour.BASE_URL + "=" + url,
                "-D" + BareTour.USERS + "=" + usersPerSecond,
                "-D" + BareTour.SECONDS + "=" + seconds);
        return run(EngineCommand.of(options, BareTour.class, folder), folder);
    }

    /** Runs a generator, on a core of its own where that is possible. */
    static MeasuredProcess measured(ProcessBuilder command, Path folder) throws IOException, InterruptedException {
        command.directory(Files.createDirectories(folder).toFile());
        return MeasuredProcess.run(MeasuredProcess.pinned(command, CORE), folder.resolve("output.txt"));
    }

    private static Run run(ProcessBuilder command, Path folder) throws IOException, InterruptedException {
        var cost = measured(command, folder);
        try (var files = Files.walk(folder)) {
            var page = files.filter(
                            file -> file.endsWith("index.html") && Files.exists(file.resolveSibling("simulation.log")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no report of the engine in " + folder));
            return new Run(cost, EngineReport.rows(Files.readString(page)));
        }
    }
}
