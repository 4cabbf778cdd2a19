package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import loadtest.settings.BadInput;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.target.StandInProcess;
import loadtest.testing.Workload;

/**
 * Whether anything grows while a load goes on for long: heap, physical memory, threads and open files of the generator and
 * of the stand-in, and the size of the stand-in's database.
 *
 * @param every the time between readings
 * @param flags of the JVM of the load, as the pom or {@code -Dgatling.jvmArgs} has them
 */
record Soak(Duration length, int requestsPerSecond, Duration every, List<String> flags) {
    private static final String UNLIMITED = "rate-limits { agent-api { calls = 1000000, window = 60 s } }";
    private static final String SIZE = "select pg_database_size(current_database())";
    private static final double MEGABYTE = 1e6;
    private static final double MOST_MORE_AN_HOUR = 5; // of files, or threads: what a pool varies by

    /** By {@code -Dbenchmark.minutes}, {@code -Dbenchmark.rate} in requests a second, and {@code -Dbenchmark.every} in seconds. */
    static Soak chosen() {
        return new Soak(
                Duration.ofMinutes(number("benchmark.minutes", System.getProperty("benchmark.minutes", "30"), 1_440)),
                number("benchmark.rate", System.getProperty("benchmark.rate", "200"), 2_000),
                Duration.ofSeconds(number("benchmark.every", System.getProperty("benchmark.every", "5"), 60)),
                Generator.flagsOfALoad());
    }

    private static int number(String property, String given, int most) {
        if (!given.matches("[1-9]\\d{0,4}") || Integer.parseInt(given) > most) {
            throw BadInput.in("-D" + property, given, "a whole number from 1 to " + most);
        }
        return Integer.parseInt(given);
    }

    void run(BenchmarkReport report, Path folder) throws Exception {
        if (!ProcessReading.isKnown()) {
            throw new BadInput("the benchmark reads /proc, which this system does not have: run it on Linux");
        }
        var plan = Files.writeString(Files.createDirectories(folder).resolve("plan.conf"), UNLIMITED);
        try (var standIn = StandInProcess.start(Optional.of(plan), List.of())) {
            var output = folder.resolve("output.txt");
            var generator = command(standIn, folder)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                var growths = observe(report, standIn, generator);
                report(report, growths, generator.waitFor(), output);
            } finally {
                generator.destroyForcibly();
            }
        }
    }

    private ProcessBuilder command(StandInProcess standIn, Path folder) throws IOException {
        var workload = Workload.simplest();
        var users =
                60L * requestsPerSecond / workload.file().slos().requestNames().size();
        var step = "hold " + users + " per minute for " + length.toSeconds() + " s";
        var command = OwnProfile.write(workload, folder, step).command(flags, folder.resolve("results"));
        command.environment().putAll(standIn.variables());
        command.environment()
                .putAll(Map.of(
                        "PERF_PERSONA_FILE",
                        ProjectFolder.resolve("src/test/resources/personas.csv")
                                .toAbsolutePath()
                                .toString(),
                        "PERF_RATE_LIMIT_PER_MINUTE",
                        "1000000"));
        return command.directory(folder.toFile());
    }

    /** Reads until the generator ends. The rows lie beside the results, too. */
    private List<Growth> observe(BenchmarkReport report, StandInProcess standIn, Process generator) throws Exception {
        var processes = new LinkedHashMap<String, Long>();
        processes.put("generator", generator.pid());
        processes.put("stand-in", standIn.pid());
        var heaps = new ArrayList<HeapUse>();
        var database = Settings.of(standIn.variables()).supabase().database().orElseThrow();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.properties());
                var rows = Files.newBufferedWriter(report.beside("soak.csv"))) {
            for (var pid : HeapUse.isKnown() ? processes.values() : List.<Long>of()) {
                heaps.add(HeapUse.of(pid, every));
            }
            var growths = growths(processes.keySet().stream().toList());
            rows.write("seconds," + growths.stream().map(Growth::of).collect(Collectors.joining(",")) + "\n");
            var begin = System.nanoTime();
            while (!generator.waitFor(every.toMillis(), TimeUnit.MILLISECONDS)) {
                var second = (System.nanoTime() - begin) / 1e9;
                rows.write(row(second, add(growths, second, processes, heaps, connection)));
                rows.flush();
            }
            return growths;
        } finally {
            heaps.forEach(HeapUse::close);
        }
    }

    private static List<Growth> growths(List<String> processes) {
        var growths = new ArrayList<Growth>();
        for (var process : processes) {
            growths.add(Growth.of("heap of the " + process + " after collections", MEGABYTE, "MB", true));
            growths.add(Growth.of("physical memory of the " + process, MEGABYTE, "MB", false));
            growths.add(Growth.of("threads of the " + process, 1, "threads", false));
            growths.add(Growth.of("open files of the " + process, 1, "files", false));
        }
        growths.add(Growth.of("database of the stand-in", MEGABYTE, "MB", false));
        return growths;
    }

    /** @return the values of this moment, in the order of the growths; NaN where one is unknown */
    private static List<Double> add(
            List<Growth> growths, double second, Map<String, Long> processes, List<HeapUse> heaps, Connection database)
            throws SQLException {
        var values = new ArrayList<Double>();
        var n = 0;
        for (var pid : processes.values()) {
            values.add(heaps.isEmpty() ? Double.NaN : heaps.get(n++).bytes().orElse(Double.NaN));
            values.addAll(process(pid));
        }
        try (var statement = database.createStatement();
                var size = statement.executeQuery(SIZE)) {
            size.next();
            values.add(size.getDouble(1));
        }
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isNaN()) {
                growths.get(i).add(second, values.get(i));
            }
        }
        return values;
    }

    private static List<Double> process(long pid) {
        try {
            var seen = ProcessReading.of(pid);
            return List.of(seen.residentBytes(), seen.threads(), seen.files());
        } catch (IOException e) {
            return List.of(Double.NaN, Double.NaN, Double.NaN); // it has just ended
        }
    }

    private static String row(double second, List<Double> values) {
        return String.format(Locale.ROOT, "%.0f,", second)
                + values.stream()
                        .map(value -> value.isNaN() ? "" : String.format(Locale.ROOT, "%.0f", value))
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private void report(BenchmarkReport report, List<Growth> growths, int exit, Path output) throws IOException {
        report.note(requestsPerSecond + " requests a second for " + length.toSeconds() + " s, read every "
                + every.toSeconds() + " s; growth is by least squares over the last three quarters.");
        var table = BenchmarkTable.of("What grows", "figure", "after a quarter", "at the end", "growth");
        growths.forEach(growth -> growth.addTo(table));
        report.table(table);
        report.note("The generator ended with " + exit + ": " + lastWords(output));
        growths.stream()
                .filter(growth -> growth.unit() == 1)
                .forEach(growth -> report.aim(
                        growth.of() + ", more an hour", growth.perHour(), Aim.atMost(MOST_MORE_AN_HOUR, "")));
    }

    /** The outcome of the run, or the line that says why there was none. */
    private static String lastWords(Path output) throws IOException {
        var lines = Files.readAllLines(output).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.replaceFirst("^\\W+", "")) // a mark
                .toList();
        return lines.stream()
                .filter(line -> line.matches("(PASSED|FAILED|INVALID).*|.* cannot run: .*"))
                .reduce((first, last) -> last)
                .orElse(lines.isEmpty() ? "without a word" : lines.get(lines.size() - 1));
    }
}
