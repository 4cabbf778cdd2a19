package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of this project as it is compiled, with a {@code .env} of its own, and a folder elsewhere from which Maven is
 * started for it. A test that uses it is skipped where there is no {@code mvn}, or where Maven cannot get its plugins.
 *
 * @param folder of the copy
 * @param elsewhere the working directory of Maven
 */
public record MavenProject(Path folder, Path elsewhere) {
    private static final int LONGEST_SECONDS = 300;

    /** How a command ended. */
    public record Ended(int exit, String output) {}

    /** @param parent an empty folder, below which both are made */
    public static MavenProject in(Path parent, Map<String, String> dotEnv) throws IOException {
        var project = new MavenProject(
                Files.createDirectories(parent.resolve("project")),
                Files.createDirectories(parent.resolve("elsewhere")));
        for (var file : List.of("pom.xml", ".mvn/maven.config")) {
            Files.createDirectories(project.folder.resolve(file).getParent());
            Files.copy(Path.of(file), project.folder.resolve(file));
        }
        for (var compiled : List.of("target/classes", "target/test-classes")) {
            Folders.copy(Path.of(compiled), project.folder.resolve(compiled));
        }
        var lines = dotEnv.entrySet().stream().map(entry -> "export " + entry.getKey() + "='" + entry.getValue() + "'");
        Files.write(project.folder.resolve(".env"), (Iterable<String>) lines::iterator);
        return project;
    }

    /** Runs {@code mvn -f} to its end. */
    public Ended run(String... arguments) throws IOException, InterruptedException {
        var process = start(arguments);
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                    .as(output())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assumeFalse(
                output().contains("Could not transfer") || output().contains("Unknown host"),
                "Maven has not got all plugins, and cannot");
        return new Ended(process.exitValue(), output());
    }

    /** Starts {@code mvn -f} and does not wait. */
    public Process start(String... arguments) throws IOException {
        var maven = maven();
        assumeTrue(maven.isPresent(), "mvn is not on the path");
        var command = new ArrayList<>(List.of(
                maven.get().toString(), "-B", "-f", folder.resolve("pom.xml").toString()));
        Optional.ofNullable(System.getProperty("localRepository"))
                .ifPresent(repository -> command.add("-Dmaven.repo.local=" + repository));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.matches(
                                "(PERF|K6|ARTILLERY|SUPABASE|BRIDGE|GITHUB)_.*|MAVEN_(CMD_LINE_ARGS|.*BASEDIR)|profile|simulation"));
        return builder.redirectOutput(console().toFile()).start();
    }

    /** The console of the last command so far. */
    public String output() throws IOException {
        return Files.readString(console());
    }

    /** What lies in the folder from which Maven was started, and should not. */
    public List<String> leftElsewhere() throws IOException {
        try (var files = Files.list(elsewhere)) {
            return files.map(Path::toString).toList();
        }
    }

    private Path console() {
        return folder.resolveSibling("output.txt");
    }

    private static Optional<Path> maven() {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.of(folders)
                .flatMap(folder -> Stream.of("mvn", "mvn.cmd").map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
