package loadtest.measure;

import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/** Statistics of the samples of the last seconds, to a whole second. One thread adds, any thread reads. */
public final class SlidingWindow {
    private static final long HIGHEST_MILLIS = 3_600_000;
    private static final int DIGITS = 3; // a percentile within 0.1 %

    private final long seconds;
    private final Deque<Second> kept = new ArrayDeque<>();
    private final Histogram times = new Histogram(1, HIGHEST_MILLIS, DIGITS);
    private long samples;
    private long bad;

    /**
     * The statistics of a window.
     *
     * @param p95 milliseconds; 0 without response times
     */
    public record WindowStats(long samples, long bad, long p95) {}

    private static final class Second {
        final long time;
        final Histogram times = new PackedHistogram(1, HIGHEST_MILLIS, DIGITS); // sparse, since there is one a second
        long samples;
        long bad;

        Second(long time) {
            this.time = time;
        }
    }

    /** @param seconds length of the window, at least 1 */
    public SlidingWindow(long seconds) {
        this.seconds = seconds;
    }

    /** Adds one sample with its response time. Both times are in milliseconds, its end since the epoch. */
    public synchronized void add(long at, boolean isBad, long millis) {
        var time = Math.min(millis, HIGHEST_MILLIS);
        count(at, 1, isBad ? 1 : 0).times.recordValue(time);
        times.recordValue(time);
    }

    /** Adds several samples without response times. */
    public synchronized void add(long at, long total, long ofThemBad) {
        count(at, total, ofThemBad);
    }

    /** @param now milliseconds since the epoch */
    public synchronized WindowStats seen(long now) {
        forget(now);
        return new WindowStats(samples, bad, times.getTotalCount() == 0 ? 0 : times.getValueAtPercentile(95));
    }

    private Second count(long at, long total, long ofThemBad) {
        var second = second(at / 1000);
        second.samples += total;
        second.bad += ofThemBad;
        samples += total;
        bad += ofThemBad;
        return second;
    }

    /** Samples arrive nearly in order; a late one counts in the newest second. */
    private Second second(long time) {
        var newest = kept.peekLast();
        if (newest == null || newest.time < time) {
            kept.addLast(new Second(time));
            forget(time * 1000);
        }
        return kept.peekLast();
    }

    private void forget(long now) {
        while (!kept.isEmpty() && kept.peekFirst().time <= now / 1000 - seconds) {
            var old = kept.removeFirst();
            samples -= old.samples;
            bad -= old.bad;
            times.subtract(old.times);
        }
    }
}
