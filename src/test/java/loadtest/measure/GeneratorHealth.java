package loadtest.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the load generator itself fared, as columns of equal length: entry {@code i} covers the {@code secondsPerPoint}
 * seconds that begin {@code i * secondsPerPoint} seconds after {@code start}, with the worst of them. A generator at its
 * limits measures itself.
 *
 * @param start ISO-8601 in UTC
 * @param cpuPercent of this process, as a share of all cores, 0 to 100
 * @param systemCpuPercent of everything on this machine, 0 to 100; a stand-in runs here, too
 * @param gcMillis time this process stood still for, or worked on, garbage collection, milliseconds
 * @param engineLagMillis how much later than due the engine's own timer fired, milliseconds
 * @param openFiles files and connections this process held open; empty where the system does not tell
 * @param mostOpenFiles how many it may hold open; null where the system does not tell
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

    /** What kept the generator from its work, in words, as it was when its timer was late, or else at the worst time. */
    public String troubles() {
        var busiest = worst(whenLate(cpuPercent));
        var system = worst(whenLate(systemCpuPercent));
        var troubles = Stream.of(
                        said(
                                busiest > BUSY_PERCENT,
                                String.format(Locale.ROOT, "it used %.0f %% of this machine's cores", busiest)),
                        said(
                                busiest <= BUSY_PERCENT && system > BUSY_PERCENT,
                                String.format(
                                        Locale.ROOT,
                                        "everything on this machine together used %.0f %% of its cores",
                                        system)),
                        said(
                                worstLong(gcMillis) > 200,
                                "garbage collection took " + worstLong(gcMillis) + " ms in one second"),
                        said(
                                mostOpenFiles != null && worstLong(openFiles) > NEARLY_ALL * mostOpenFiles,
                                "it held " + worstLong(openFiles) + " of at most " + mostOpenFiles + " files open"))
                .flatMap(Optional::stream)
                .toList();
        return troubles.isEmpty()
                ? "nothing seen that held it up; it, or its machine, may have been suspended"
                : String.join("; ", troubles);
    }

    /** The points in which the engine's timer was late, and their neighbours; all of them where it never was. */
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

    private static Optional<String> said(boolean so, String what) {
        return so ? Optional.of(what) : Optional.empty();
    }
}
