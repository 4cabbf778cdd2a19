package loadtest.testing;

import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import loadtest.measure.HeatMap;
import loadtest.report.summary.Histograms;
import org.HdrHistogram.Histogram;

/** How the response times of {@link SampleRuns} are spread. */
final class SampleTimes {
    private SampleTimes() {}

    /** Twenty columns at most, in which the incident lies one range above the rest. */
    static HeatMap heat(int points, int secondsPerPoint, LongUnaryOperator trouble) {
        var width = (points + 19) / 20;
        var counts = IntStream.iterate(0, point -> point < points, point -> point + width)
                .mapToObj(point -> trouble.applyAsLong(point) > 0 ? List.of(0L, 2L, 9L, 31L) : List.of(4L, 41L, 7L, 0L))
                .toList();
        return new HeatMap(width * secondsPerPoint, List.of(50L, 100L, 200L, 1000L), counts);
    }

    /** Of times of which one in twenty is longer than this, in milliseconds. */
    static String histogram(long count, long p95) {
        var random = new Random(13);
        var times = new Histogram(1, 60_000, 3);
        for (long i = 0; i < count; i++) {
            times.recordValue(Math.min(60_000, 1 + Math.round(p95 / 2.3 * Math.exp(0.5 * random.nextGaussian()))));
        }
        return Histograms.encode(times);
    }
}
