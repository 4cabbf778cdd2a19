package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.standin.database.ChildProcess;

/**
 * What a real simulation with everything on costs beside a bare simulation of the same calls and checks: CPU of the whole
 * process, peak memory and wall time, with the engine's start and both reports. The floor is a minimal client that
 * sends the same requests.
 *
 * @param loads each with the number of its pairs
 * @param flags of the JVM of a load, as the pom or {@code -Dgatling.jvmArgs} has them
 */
record Generator(List<Pairs> loads, List<String> flags) {
    private static final int SMALL = 100_000;
    private static final int SMALL_USERS_PER_SECOND = 125;
    private static final int LARGE_USERS_PER_SECOND = 250;
    private static final double MOST_CPU_OF_SMALL = 0.75;
    private static final double MOST_CPU_OF_LARGE = 0.90;
    private static final double MOST_MEGABYTES = 250;
    private static final double BUSY_SERVER = 0.7;

    /** @param count how often each of the two sends the load */
    record Pairs(TourLoad load, int count) {}

    /** By {@code -Dbenchmark.requests} and {@code -Dbenchmark.pairs}, which are lists of the same length. */
    static Generator chosen() {
        var requests = numbers(
                "benchmark.requests", System.getProperty("benchmark.requests", "30000,300000"), 600, 10_000_000);
        var pairs = numbers("benchmark.pairs", System.getProperty("benchmark.pairs", "7,3"), 1, 100);
        if (requests.size() != pairs.size()) {
            throw new BadInput("-Dbenchmark.pairs: found " + pairs.size() + " numbers; valid: one for each of the "
                    + requests.size() + " of -Dbenchmark.requests");
        }
        return new Generator(
                IntStream.range(0, requests.size())
                        .mapToObj(i -> new Pairs(load(requests.get(i)), pairs.get(i)))
                        .toList(),
                flagsOfALoad());
    }

    /** Those of the JVM of a load, as the pom or the command line has them. */
    static List<String> flagsOfALoad() {
        return Stream.of(System.getProperty("gatling.jvmArgs", "").split(","))
                .map(String::strip)
                .filter(flag -> !flag.isEmpty())
                .toList();
    }

    private static TourLoad load(int requests) {
        var rate = requests <= SMALL ? SMALL_USERS_PER_SECOND : LARGE_USERS_PER_SECOND;
        var perSecond = rate * BareTour.requests().size();
        return new TourLoad(rate, Math.max(1, requests / perSecond));
    }

    private static List<Integer> numbers(String property, String given, int least, int most) {
        return Stream.of(given.split(","))
                .map(text -> {
                    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                        throw BadInput.in(
                                "-D" + property,
                                text,
                                "numbers from " + least + " to " + most + ", with commas between");
                    }
                    return Integer.parseInt(text);
                })
                .toList();
    }

    void run(BenchmarkReport report, Path folder) throws IOException, InterruptedException {
        note(report);
        var table = table();
        var all = new ArrayList<GeneratorPairs>();
        try (var server = ServerProcess.start()) {
            for (var one : loads) {
                var pairs = new GeneratorPairs(one.load(), flags, server, folder);
                pairs.run(one.count(), report);
                pairs.addTo(table, floor(one, server, folder));
                all.add(pairs);
            }
        }
        report.table(table);
        for (var i = 0; i < all.size(); i++) {
            judge(loads.get(i).load(), all.get(i), report);
        }
    }

    private void note(BenchmarkReport report) {
        report.note(
                "CPU is user and system time of the whole process, as the system tells it every 20 ms until its end;"
                        + " peak is its physical memory, wall its whole life.");
        report.note(
                MeasuredProcess.canPin()
                        ? "Generator and server have a core each, by taskset; both JVMs reckon with all cores."
                        : "Generator and server share all cores: this system has no taskset, or one core.");
        report.note("Ours runs with " + (flags.isEmpty() ? "the plugin's own flags" : String.join(" ", flags))
                + ", bare with the plugin's own.");
    }

    private static BenchmarkTable table() {
        return BenchmarkTable.of(
                "A real simulation with everything on beside a bare one",
                "requests",
                "a second",
                "CPU, ours",
                "CPU, bare",
                "ratio",
                "CPU, minimal client",
                "peak, ours",
                "peak, bare",
                "wall, ours",
                "wall, bare");
    }

    private static MedianRange floor(Pairs one, ServerProcess server, Path folder)
            throws IOException, InterruptedException {
        var seconds = new ArrayList<Double>();
        for (var i = 0; i < one.count(); i++) {
            var client = ChildProcess.java(
                    List.of(),
                    MinimalClient.class,
                    Integer.toString(server.port()),
                    Integer.toString(one.load().users()));
            var cost = MeasuredProcess.run(MeasuredProcess.pinned(client, 0), folder.resolve("client.txt"));
            seconds.add(cost.cpu().toMillis() / 1e3);
        }
        return MedianRange.of(seconds, "s", 1);
    }

    private static void judge(TourLoad load, GeneratorPairs pairs, BenchmarkReport report) {
        var most = load.requests() <= SMALL ? MOST_CPU_OF_SMALL : MOST_CPU_OF_LARGE;
        var name = load.requests() + " requests, ";
        report.aim(
                name + "CPU beside the bare simulation, " + pairs.ratio(),
                pairs.ratio().median(),
                Aim.atMost(most, "x"));
        report.aim(name + "peak memory, " + pairs.peak(), pairs.peak().median(), Aim.atMost(MOST_MEGABYTES, " MB"));
        report.aim(
                name + "share of a core that the server used at most",
                pairs.busiestServer(),
                Aim.atMost(BUSY_SERVER, ""));
    }
}
