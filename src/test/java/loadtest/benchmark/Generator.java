package loadtest.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs {@link RecordedLoad} in a process of its own, so that nothing but the generator is measured. */
final class Generator {
    private static final String MARK = "measured ";

    private final Path folder;

    /** @param folder for what the processes leave */
    Generator(Path folder) {
        this.folder = folder;
    }

    /** What one process measured, in nanoseconds. */
    record Measured(long cpu, long files, long report) {}

    /** Called by the process that is measured. */
    static void print(String what, long nanos) {
        System.out.println(MARK + what + " " + nanos);
    }

    /**
     * Runs it once.
     *
     * @param properties those that {@link RecordedLoad} reads
     * @param arguments of the engine
     */
    Measured run(Map<String, String> properties, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Xmx1G"));
        properties.forEach((name, value) -> command.add("-Dbenchmark." + name + "=" + value));
        command.add("-Dbenchmark.folder=" + folder.resolve("files").toAbsolutePath());
        command.addAll(List.of("-cp", classPath(), "io.gatling.app.Gatling", "-s", RecordedLoad.class.getName()));
        command.addAll(List.of("-rf", folder.resolve("results").toString()));
        command.addAll(List.of(arguments));
        var output = folder.resolve("output.txt");
        Files.createDirectories(folder);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            var exit = process.waitFor();
            var text = Files.readString(output);
            if (exit != 0) {
                throw new IllegalStateException("the generator ended with " + exit + ":\n" + text);
            }
            return new Measured(figure(text, "cpu"), figure(text, "files"), figure(text, "report"));
        } finally {
            process.destroyForcibly();
        }
    }

    private static long figure(String text, String what) {
        var found = Pattern.compile(MARK + what + " (\\d+)").matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no measurement of '" + what + "' in:\n" + text);
        }
        return Long.parseLong(found.group(1));
    }

    /** Inside Maven the classes come from a loader of its own. */
    private static String classPath() {
        return Generator.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
