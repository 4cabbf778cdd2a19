package loadtest.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The health of the load generator, as columns of equal length: entry {@code i} holds the worst value of the {@code
 * secondsPerPoint} seconds that begin {@code i * secondsPerPoint} seconds after {@code start}. A generator at its limits
 * measures itself.
 *
 * @param start ISO-8601 in UTC
 * @param cpuPercent of this process, as a share of all cores, 0 to 100
 * @param systemCpuPercent of everything on this machine, 0 to 100; a stand-in runs here, too
 * @param gcMillis time this process spent on garbage collection, milliseconds
 * @param engineLagMillis how much later than due the engine's own timer fired, milliseconds
 * @param openFiles files and connections this process held open; empty where the system does not report them
 * @param mostOpenFiles how many it may hold open; null where the system does not report it
 */
public record GeneratorHealth(
        String start,
        int secondsPerPoint,
        List<Double> cpuPercent,
        List<Double> systemCpuPercent,
        List<Long> gcMillis,
        List<Long> engineLagMillis,
        List<Long> openFiles,
        Long mostOpenFiles) {
    /** Above this share of its machine a generator's latencies are its own. */
    private static final double BUSY_PERCENT = 80;

    private static final double NEARLY_ALL = 0.8;

    /**
     * The likely causes of a late generator, in words. CPU counts at the times when the engine's timer was late, or over
     * the whole run where it never was.
     */
    public String likelyCauses() {
        var busiest = worst(whenLate(cpuPercent));
        var system = worst(whenLate(systemCpuPercent));
        var causes = Stream.of(
                        causeIf(
                                busiest > BUSY_PERCENT,
                                String.format(Locale.ROOT, "it used %.0f %% of this machine's cores", busiest)),
                        causeIf(
                                busiest <= BUSY_PERCENT && system > BUSY_PERCENT,
                                String.format(
                                        Locale.ROOT,
                                        "everything on this machine together used %.0f %% of its cores",
                                        system)),
                        causeIf(
                                worstLong(gcMillis) > 200,
                                "garbage collection took " + worstLong(gcMillis) + " ms in one second"),
                        causeIf(
                                mostOpenFiles != null && worstLong(openFiles) > NEARLY_ALL * mostOpenFiles,
                                "it held " + worstLong(openFiles) + " of at most " + mostOpenFiles + " files open"))
                .flatMap(Optional::stream)
                .toList();
        return causes.isEmpty()
                ? "nothing seen that held it up; it, or its machine, may have been suspended"
                : String.join("; ", causes);
    }

    /** The highest CPU of this process; empty where it was not watched. */
    public OptionalDouble busiestCpu() {
        return cpuPercent.stream().mapToDouble(Double::doubleValue).max();
    }

    /** The points in which the engine's timer was late, with their neighbours; all points where it never was. */
    private List<Double> whenLate(List<Double> column) {
        var late = IntStream.range(0, column.size())
                .filter(i -> IntStream.rangeClosed(i - 1, i + 1)
                        .filter(near -> near >= 0 && near < engineLagMillis.size())
                        .anyMatch(near -> engineLagMillis.get(near) > Lateness.TOLERATED_MILLIS))
                .mapToObj(column::get)
                .toList();
        return late.isEmpty() ? column : late;
    }

    /** The highest of a column; 0 where it is empty. */
    static double worst(List<Double> column) {
        return column.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static long worstLong(List<Long> column) {
        return column.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static Optional<String> causeIf(boolean so, String what) {
        return so ? Optional.of(what) : Optional.empty();
    }
}
