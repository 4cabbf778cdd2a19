package loadtest.measure;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/** One request's part of the timeline. All its memory is allocated at the beginning. */
final class RequestTimeline {
    /** One minute, twice the request timeout; a longer time counts as this. */
    static final int HIGHEST_MILLIS = 60_000;

    /** Two digits keep a percentile within 1 %; a third would take eight times the memory. */
    static final int DIGITS = 2;

    private final IntCountsHistogram[] times;
    private final long[] failed;
    private final long[] unsent;

    RequestTimeline(Series series, int points) {
        times = new IntCountsHistogram[points];
        for (int i = 0; i < points; i++) {
            times[i] = new IntCountsHistogram(1, HIGHEST_MILLIS, DIGITS);
        }
        series.add(this::mergePairs);
        failed = series.longs(Long::sum);
        unsent = series.longs(Long::sum);
    }

    void add(int point, Sample sample) {
        if (sample.sent()) {
            times[point].recordValue(Math.min(sample.millis(), HIGHEST_MILLIS));
        } else {
            unsent[point]++;
        }
        failed[point] += sample.ok() ? 0 : 1;
    }

    private void mergePairs() {
        var half = times.length / 2;
        for (int i = 0; i < half; i++) {
            var first = times[2 * i];
            first.add(times[2 * i + 1]);
            times[2 * i] = times[i];
            times[i] = first;
        }
        for (int i = half; i < times.length; i++) {
            times[i].reset();
        }
    }

    AbstractHistogram times(int point) {
        return times[point];
    }

    long count(int point) {
        return times[point].getTotalCount() + unsent[point];
    }

    long failed(int point) {
        return failed[point];
    }

    /** Milliseconds; null where there are no samples. */
    static Long percentile(AbstractHistogram times, double percentile) {
        return times.getTotalCount() == 0 ? null : times.getValueAtPercentile(percentile);
    }
}
