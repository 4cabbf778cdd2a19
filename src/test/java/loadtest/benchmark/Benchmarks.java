package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loadtest.settings.BadInput;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.ProjectFolder;
import loadtest.standin.database.ChildProcess;

/**
 * Measures the speed of one of our parts, as ratios to a floor in the same run:
 * {@code mvn test-compile exec:java@benchmark -Dbenchmark=seeding}. It measures in a JVM of its own, which has no flag of
 * Maven's and ends with it. Exits with 0 where all aims are kept and with 2 where one is missed; with 2, and one line on
 * standard error, for a benchmark that there is not, and with 1 for one that fails.
 */
public final class Benchmarks {
    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of(
            "flags", (report, folder) -> LoadFlags.chosen().run(report, folder),
            "generator", (report, folder) -> Generator.chosen().run(report, folder),
            "recording", (report, folder) -> Recording.usual().run(report, folder),
            "seeding", (report, folder) -> Seeding.chosen().run(report, folder),
            "soak", (report, folder) -> Soak.chosen().run(report, folder),
            "standin", (report, folder) -> StandInRedeems.usual().run(report),
            "start", (report, folder) -> Start.chosen().run(report, folder)));

    private static final String MEASURING = "--measure";
    private static final int WRONG_INPUT_OR_MISSED = 2;

    /** One that can be chosen by its name. */
    interface Benchmark {
        /**
         * Measures.
         *
         * @param report takes what was measured
         * @param folder for files, which is deleted afterwards
         * @throws BadInput for an option that is not of its form
         */
        void run(BenchmarkReport report, Path folder) throws Exception;
    }

    private Benchmarks() {}

    public static void main(String[] arguments) {
        var exit = exitOf(List.of(arguments).contains(MEASURING) ? Benchmarks::measure : Benchmarks::inAJvmOfItsOwn);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int exitOf(Command command) {
        try {
            return command.run(System.getProperty("benchmark", ""));
        } catch (BadInput e) {
            System.err.println(Failure.line(e));
            return WRONG_INPUT_OR_MISSED;
        } catch (Throwable e) {
            System.err.println("the benchmark has failed: " + Failure.line(e));
            return 1;
        }
    }

    private interface Command {
        /** @return the exit code */
        int run(String benchmark) throws Exception;
    }

    private static int inAJvmOfItsOwn(String name) throws IOException, InterruptedException {
        named(name);
        var options = System.getProperties().stringPropertyNames().stream()
                .filter(property -> property.matches("benchmark.*|gatling\\.jvmArgs|" + ProjectFolder.PROPERTY))
                .map(property -> "-D" + property + "=" + System.getProperty(property))
                .toList();
        return ChildProcess.java(options, Benchmarks.class, MEASURING)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }

    private static int measure(String name) throws Exception {
        Daemon.onEndOfInput(Benchmarks::endWithDescendants); // Maven has ended
        var report = new BenchmarkReport(name, System.out, BenchmarkReport.FOLDER);
        try (var work = WorkFolder.in(BenchmarkReport.FOLDER)) {
            named(name).run(report, work.path());
        }
        report.write();
        // Libraries leave threads that would have the JVM wait.
        System.exit(report.keepsAllAims() ? 0 : WRONG_INPUT_OR_MISSED);
        return 0;
    }

    private static void endWithDescendants() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        System.exit(1);
    }

    static Benchmark named(String name) {
        if (!ALL.containsKey(name)) {
            throw BadInput.in("-Dbenchmark", name, String.join(", ", ALL.keySet()));
        }
        return ALL.get(name);
    }
}
