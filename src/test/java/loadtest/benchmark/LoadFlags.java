package loadtest.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each flag that the pom gives the JVM of a load is worth: the real simulation with everything on, each time with one
 * of them chosen otherwise, in turns. Beside it, what the engine takes for each kind of check.
 *
 * @param choices the first is the pom's, which the others are compared with
 * @param rounds how often each is measured
 * @param checked requests that are sent with each kind of check, a multiple of 120
 * @param usual flags of the JVM of a load, as the pom or {@code -Dgatling.jvmArgs} has them
 */
record LoadFlags(List<Choice> choices, TourLoad load, int rounds, int checked, List<String> usual) {
    private static final double MOST_BESIDE_THE_BEST = 1.10;
    private static final int USERS = 20;

    /**
     * One way to run a load.
     *
     * @param without flags of the usual ones that it has not, by a regular expression
     * @param with flags after these
     * @param arguments of the engine
     */
    record Choice(String name, String without, List<String> with, List<String> arguments) {
        static Choice of(String name, String without, String... with) {
            return new Choice(name, without, List.of(with), List.of());
        }

        private List<String> flags(List<String> usual) {
            return Stream.concat(usual.stream().filter(flag -> !flag.matches(without)), with.stream())
                    .toList();
        }
    }

    /** 30,000 requests at 1,500 a second, and 120,000 for each kind of check. */
    static LoadFlags chosen() {
        var compiler = "-XX:(TieredStopAtLevel|C1Max).*";
        var collector = "-XX:.UseSerialGC";
        var heap = "-Xm.*|-XX:M..HeapFreeRatio.*";
        var threads = "-Dio.netty.eventLoopThreads=.*";
        var choices = List.of(
                Choice.of("the pom's: C1, deeper inlining, serial collector, 20 MB for the young, two threads", ""),
                Choice.of("C1 inlines as it does by itself", "-XX:C1Max.*"),
                Choice.of("C1 and C2", compiler),
                Choice.of(
                        "C1 and C2, ten times later",
                        compiler,
                        "-XX:Tier4InvocationThreshold=50000",
                        "-XX:Tier4MinInvocationThreshold=6000",
                        "-XX:Tier4CompileThreshold=150000",
                        "-XX:Tier4BackEdgeThreshold=400000"),
                Choice.of("parallel collector", collector, "-XX:+UseParallelGC"),
                Choice.of("G1, with its own heap", collector + "|" + heap, "-XX:+UseG1GC"),
                Choice.of("the JVM's own heap", heap),
                Choice.of("80 MB for the young", "-Xm.*", "-Xms128m", "-Xmn80m"),
                Choice.of("one thread sends", threads, "-Dio.netty.eventLoopThreads=1"),
                Choice.of("four threads, the engine's own number on two cores", threads),
                Choice.of("Java's own transport", "", "-Dgatling.netty.useNativeTransport=false"),
                Choice.of("buffers without a pool", "", "-Dgatling.netty.allocator=unpooled"),
                Choice.of("the engine's console every 5 s", "", "-Dgatling.data.console.writePeriod=5"),
                new Choice("no report of the engine", "", List.of(), List.of("-nr")));
        return new LoadFlags(choices, new TourLoad(250, 20), 3, 120_000, Generator.flagsOfALoad());
    }

    void run(BenchmarkReport report, Path folder) throws IOException, InterruptedException {
        report.note("The pom's: " + String.join(" ", usual));
        try (var server = ServerProcess.start()) {
            flags(report, server, folder);
            checks(report, server, folder);
        }
    }

    private void flags(BenchmarkReport report, ServerProcess server, Path folder)
            throws IOException, InterruptedException {
        var all = new LinkedHashMap<Choice, List<MeasuredProcess>>();
        for (var round = 1; round <= rounds; round++) {
            for (var i = 0; i < choices.size(); i++) {
                var cost = measure(choices.get(i), server, folder.resolve(round + "-" + i));
                all.computeIfAbsent(choices.get(i), choice -> new ArrayList<>()).add(cost);
            }
            report.progress("round " + round + " of " + rounds);
        }
        var table = BenchmarkTable.of(
                load.requests() + " requests at " + load.requestsPerSecond() + " a second, chosen otherwise",
                "what",
                "CPU",
                "beside the pom's",
                "peak");
        var own = MeasuredProcess.seconds(all.get(choices.get(0)));
        all.forEach((choice, costs) -> table.row(
                choice.name(),
                MeasuredProcess.cpu(costs),
                MedianRange.ratios(MeasuredProcess.seconds(costs), own),
                MeasuredProcess.peak(costs)));
        report.table(table);
        var best = all.entrySet().stream()
                .filter(one -> one.getKey().arguments().isEmpty()) // without a report nobody sees the load
                .mapToDouble(one -> MedianRange.ratios(own, MeasuredProcess.seconds(one.getValue()))
                        .median())
                .max()
                .orElseThrow();
        report.aim("CPU of the pom's choice beside the best other", best, Aim.atMost(MOST_BESIDE_THE_BEST, "x"));
    }

    private MeasuredProcess measure(Choice choice, ServerProcess server, Path place)
            throws IOException, InterruptedException {
        var command = load.command(place, server.url(), choice.flags(usual));
        command.command().addAll(choice.arguments());
        var cost = TourLoad.measured(command, place);
        requireWhole(place);
        return cost;
    }

    /** By our own figures: not every choice has a report of the engine. */
    private void requireWhole(Path place) throws IOException {
        try (var files = Files.walk(place)) {
            var summary = files.filter(file -> file.endsWith("summary.json"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no summary in " + place));
            var overall = new ObjectMapper().readTree(summary.toFile()).path("overall");
            if (overall.path("ok").asLong() != load.requests()) {
                throw new IllegalStateException(
                        "of " + load.requests() + " requests " + overall.path("ok") + " were right");
            }
        }
    }

    private void checks(BenchmarkReport report, ServerProcess server, Path folder)
            throws IOException, InterruptedException {
        var all = new LinkedHashMap<CheckKind, List<Double>>();
        for (var round = 0; round < rounds; round++) {
            for (var kind : CheckKind.values()) {
                all.computeIfAbsent(kind, one -> new ArrayList<>()).add(check(kind, server, folder));
            }
        }
        var table =
                BenchmarkTable.of("A request whose answer of some 300 bytes is checked for", "what", "CPU", "ratio");
        all.forEach((kind, micros) -> table.row(
                kind.toString(),
                MedianRange.of(micros, "us", 1),
                MedianRange.ratios(micros, all.get(CheckKind.STATUS))));
        report.table(table);
    }

    /** Microseconds of CPU for a request. */
    private double check(CheckKind kind, ServerProcess server, Path folder) throws IOException, InterruptedException {
        var measured = new GeneratorProcess(folder, usual)
                .run(
                        Map.of(
                                "url", server.url(),
                                "path", "/api/agent/telemetry?n=",
                                "check", kind.name(),
                                "users", String.valueOf(USERS),
                                "rounds", String.valueOf(checked / USERS / RecordedLoad.REQUESTS)),
                        "-nr");
        return measured.cpu() / 1e3 / checked;
    }
}
