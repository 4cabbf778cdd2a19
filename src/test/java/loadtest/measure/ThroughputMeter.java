package loadtest.measure;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Counts the successful answers to one request within the injection window: neither the warm-up before it nor what
 * arrives late while the load drains. The window of users who all start at once, and then work off a list, ends with
 * the last answer.
 */
public final class ThroughputMeter {
    private final RequestKey request;
    private final Duration window;
    private final Duration grace;
    private final Supplier<OptionalLong> began;
    private long answers;
    private long lastEnd;

    /**
     * @param window how long users are started
     * @param grace how long after the window an answer still counts: a user of the last moment has to wait for it, too
     * @param began the load's beginning, in milliseconds since the epoch; empty before its first user
     */
    public ThroughputMeter(RequestKey request, Duration window, Duration grace, Supplier<OptionalLong> began) {
        this.request = request;
        this.window = window;
        this.grace = grace;
        this.began = began;
    }

    /** A success is an answer with a 2xx whose checks held: one with 429 that asks to wait is none. */
    public void sample(Sample sample) {
        if (sample.key().equals(request)
                && sample.ok()
                && sample.code().filter(code -> code / 100 == 2).isPresent()) {
            succeeded(sample.end());
        }
    }

    private synchronized void succeeded(long end) {
        if (inTime(end)) {
            answers++;
            lastEnd = Math.max(lastEnd, end);
        }
    }

    private boolean inTime(long end) {
        return window.isZero()
                || end <= began.get().orElse(end) + window.plus(grace).toMillis();
    }

    /** Asks for the beginning before it locks: samples come under the lock that the beginning needs, too. */
    public Achieved achieved() {
        return achieved(began.get());
    }

    private synchronized Achieved achieved(OptionalLong beginning) {
        var millis = window.isZero() && answers > 0 ? lastEnd - beginning.orElse(lastEnd) : window.toMillis();
        return new Achieved(answers, millis / 1000.0);
    }
}
