package loadtest.benchmark;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.standin.database.ChildProcess;

/** Runs {@link RecordedLoad} in a process of its own, so that nothing but the generator is measured. */
final class GeneratorProcess {
    private static final String MARK = "measured ";

    private final Path folder;
    private final List<String> flags;

    /**
     * @param folder for what the processes leave
     * @param flags of their JVMs
     */
    GeneratorProcess(Path folder, List<String> flags) {
        this.folder = folder;
        this.flags = flags;
    }

    /** What one process measured, in nanoseconds. */
    record Measured(long cpu, long files, long report) {}

    /** Where those that record leave the files of their run. */
    static Path files(Path folder) {
        return folder.resolve("files").toAbsolutePath();
    }

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
        var options = new ArrayList<>(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx1G"));
        options.addAll(flags);
        properties.forEach((name, value) -> options.add("-Dbenchmark." + name + "=" + value));
        options.add("-Dbenchmark.folder=" + files(folder));
        var engine = new ArrayList<>(List.of("-s", RecordedLoad.class.getName()));
        engine.addAll(List.of("-rf", folder.resolve("results").toString()));
        engine.addAll(List.of(arguments));
        var output = folder.resolve("output.txt");
        Files.createDirectories(folder);
        var process = ChildProcess.java(options, Gatling.class, engine.toArray(String[]::new))
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
}
