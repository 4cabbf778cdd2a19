package loadtest.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.settings.ProjectFolder;
import loadtest.settings.StartSteps;
import loadtest.standin.database.ChildProcess;

/**
 * {@code mvn gatling:test} of this project as a user types it, compiled before.
 *
 * @param wall from its start to its end
 * @param steps of its runs
 */
record MavenCommand(Duration wall, StepTimes steps) {
    /** Where Maven is; empty where it is not on the path. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("mvn", "mvn.cmd").map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs it to its end.
     *
     * @param folder for its console and its results
     * @throws IllegalStateException with what it printed, unless it ends with 0
     */
    static MavenCommand run(Path maven, Path folder, String... options) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var command = new ArrayList<>(List.of(maven.toString(), "-B", "-o", "gatling:test"));
        command.add("-D" + StartSteps.PROPERTY + "=true");
        command.addAll(List.of(options));
        var builder = ChildProcess.of(command)
                .directory(ProjectFolder.path().toAbsolutePath().toFile());
        builder.environment().put("PERF_OUTPUT_DIR", folder.toAbsolutePath().toString());
        var begin = System.currentTimeMillis();
        var measured = MeasuredProcess.run(builder, folder.resolve("output.txt"));
        return new MavenCommand(measured.wall(), StepTimes.read(folder.resolve("output.txt"), begin));
    }

    /** What a user waits for beside the load. */
    double secondsBesideLoad() {
        return wall.minus(steps.loads()).toMillis() / 1e3;
    }
}
