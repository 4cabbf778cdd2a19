package loadtest.measure;

import org.HdrHistogram.Histogram;

/** Aggregates response times in memory that does not grow with their number. */
final class TimesRecorder {
    /** One hour; a response time above it counts as this. Three digits keep a percentile within 0.1 %. */
    private static final long HIGHEST_MILLIS = 3_600_000;

    private final Histogram histogram = new Histogram(1, HIGHEST_MILLIS, 3);
    private long count;
    private long total;
    private long min = Long.MAX_VALUE;
    private long max;

    void add(long millis) {
        histogram.recordValue(Math.min(millis, HIGHEST_MILLIS));
        count++;
        total += millis;
        min = Math.min(min, millis);
        max = Math.max(max, millis);
    }

    void add(TimesRecorder other) {
        histogram.add(other.histogram);
        count += other.count;
        total += other.total;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** The response times up to now, as an immutable copy. */
    ResponseTimes times() {
        return count == 0
                ? new ResponseTimes(0, 0, 0, 0, histogram.copy())
                : new ResponseTimes(count, min, (double) total / count, max, histogram.copy());
    }
}
