package loadtest.measure;

import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/** One request's part of the timeline. A point takes five kilobytes from its first sample on. */
final class RequestTimeline {
    /** One minute, twice the request timeout; a longer time counts as this. */
    static final int HIGHEST_MILLIS = 60_000;

    /** Two digits keep a percentile within 1 %; a third would take eight times the memory. */
    static final int DIGITS = 2;

    private static final IntCountsHistogram NONE = new IntCountsHistogram(1, HIGHEST_MILLIS, DIGITS);

    private final IntCountsHistogram[] times; // null where a point has no sample
    private final long[] failed;
    private final long[] unsent;

    RequestTimeline(Series series, int points) {
        times = new IntCountsHistogram[points];
        series.add(this::mergePairs);
        failed = series.longs(Long::sum);
        unsent = series.longs(Long::sum);
    }

    void add(int point, Sample sample) {
        if (sample.sent()) {
            if (times[point] == null) {
                times[point] = new IntCountsHistogram(1, HIGHEST_MILLIS, DIGITS);
            }
            times[point].recordValue(Math.min(sample.millis(), HIGHEST_MILLIS));
        } else {
            unsent[point]++;
        }
        failed[point] += sample.ok() ? 0 : 1;
    }

    private void mergePairs() {
        var half = times.length / 2;
        for (int i = 0; i < half; i++) {
            times[i] = both(times[2 * i], times[2 * i + 1]);
        }
        Arrays.fill(times, half, times.length, null);
    }

    private static IntCountsHistogram both(IntCountsHistogram first, IntCountsHistogram second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        first.add(second);
        return first;
    }

    AbstractHistogram times(int point) {
        return times[point] == null ? NONE : times[point];
    }

    long count(int point) {
        return times(point).getTotalCount() + unsent[point];
    }

    long failed(int point) {
        return failed[point];
    }

    /** Milliseconds; null where there are no samples. */
    static Long percentile(AbstractHistogram times, double percentile) {
        return times.getTotalCount() == 0 ? null : times.getValueAtPercentile(percentile);
    }
}
