package loadtest.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import loadtest.settings.StartSteps;
import loadtest.testing.Workload;

/**
 * What a user waits for before the first request of a run and after its last: by step in one JVM with its stand-in, and
 * by the whole command beside a bare simulation of one request by the same plugin.
 *
 * @param repetitions after the first run of the day, which prepares the stand-in's database
 * @param flags of the JVM of a load
 * @param commands whether Maven's commands are measured, too
 */
record Start(int repetitions, List<String> flags, boolean commands) {
    private static final double MOST_TO_FIRST_REQUEST = 3_000;
    private static final double MOST_BESIDE_A_BARE_ONE = 1.3;
    private static final double MOST_BESIDE_ALL_LOADS = 40;

    static Start chosen() {
        return new Start(5, Generator.flagsOfALoad(), true);
    }

    void run(BenchmarkReport report, Path folder) throws IOException, InterruptedException {
        report.note(
                "Times are since the start of the run's JVM, which is started as the plugin does it; the CPU is what the"
                        + " process of the step used for it: the run's, or that of its stand-in. The first run of the day, which"
                        + " prepares the stand-in's database, is not counted.");
        var place = folder.resolve("runs");
        runOnce(place);
        var runs = new ArrayList<StepTimes>();
        for (var i = 1; i <= repetitions; i++) {
            runs.add(runOnce(place));
            report.progress("run " + i + " of " + repetitions);
        }
        report.table(table(runs));
        var first = millis(runs, run -> run.at(StartSteps.FIRST_REQUEST));
        report.aim(
                "first request after the start of its JVM, " + first,
                first.median(),
                Aim.atMost(MOST_TO_FIRST_REQUEST, " ms"));
        if (commands) {
            MavenCommand.program()
                    .ifPresentOrElse(
                            maven -> commands(maven, folder, report),
                            () -> report.note("mvn is not on the path: no command is measured."));
        }
    }

    /** One user on a stand-in of its own, whose folder lasts from run to run. */
    private StepTimes runOnce(Path place) throws IOException, InterruptedException {
        var options = new ArrayList<>(flags);
        options.add("-D" + StartSteps.PROPERTY + "=true");
        var command = OwnProfile.write(Workload.simplest(), place, "hold 1 per second for 1 s")
                .command(options, place.resolve("results"))
                .directory(place.toFile());
        var output = place.resolve("output.txt");
        var begin = System.currentTimeMillis();
        var measured = MeasuredProcess.run(command, output);
        var steps = new ArrayList<>(StepTimes.read(output, begin).steps());
        steps.add(new StepTimes.Step("end of the process", measured.wall().toMillis(), 0));
        return new StepTimes(steps);
    }

    private static BenchmarkTable table(List<StepTimes> runs) {
        var table = BenchmarkTable.of("A run on the stand-in, by step", "step done", "at", "CPU");
        for (var step : runs.get(0).steps()) {
            var at = millis(runs, run -> run.at(step.name()));
            var cpu = millis(runs, run -> run.step(step.name()).cpu());
            table.row(step.name(), at, cpu);
        }
        return table;
    }

    private void commands(Path maven, Path folder, BenchmarkReport report) {
        try (var server = ServerProcess.start()) {
            var ours = new ArrayList<Double>();
            var bare = new ArrayList<Double>();
            for (var i = 0; i < repetitions; i++) {
                ours.add(ours(maven, folder.resolve("ours" + i)));
                bare.add(bare(maven, folder.resolve("bare" + i), server.url()));
                report.progress("command " + (i + 1) + " of " + repetitions);
            }
            var all = MavenCommand.run(maven, folder.resolve("all")).secondsBesideLoad();
            report(ours, bare, all, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double ours(Path maven, Path folder) throws IOException, InterruptedException {
        return MavenCommand.run(
                        maven, folder, "-Dsimulation=" + Workload.simplest().simulationName())
                .secondsBesideLoad();
    }

    private static double bare(Path maven, Path folder, String url) throws IOException, InterruptedException {
        var run = MavenCommand.run(
                maven,
                folder,
                "-Dgatling.simulationClass=" + BareRequest.class.getName(),
                "-Dgatling.jvmArgs=-D" + BareTour.BASE_URL + "=" + url);
        return run.wall().toMillis() / 1e3;
    }

    /** @param all the seconds of all scenarios */
    private static void report(List<Double> ours, List<Double> bare, double all, BenchmarkReport report) {
        var ratio = MedianRange.ratios(ours, bare);
        var table = BenchmarkTable.of("Commands", "command", "time beside its load");
        table.row("one scenario by mvn gatling:test", MedianRange.of(ours, "s", 1));
        table.row(
                "a bare simulation of one request by the same plugin and its own flags", MedianRange.of(bare, "s", 1));
        table.row("all scenarios by mvn gatling:test", MedianRange.of(all, "s", 1));
        report.table(table);
        report.aim(
                "one scenario beside a bare request, " + ratio,
                ratio.median(),
                Aim.atMost(MOST_BESIDE_A_BARE_ONE, "x"));
        report.aim("all scenarios beside their loads", all, Aim.atMost(MOST_BESIDE_ALL_LOADS, " s"));
    }

    private static MedianRange millis(List<StepTimes> runs, Function<StepTimes, Double> value) {
        return MedianRange.of(runs.stream().map(value).toList(), "ms", 0);
    }
}
