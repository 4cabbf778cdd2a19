package loadtest.standin.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import loadtest.standin.fault.FaultPlan;

/** At most so many calls in any window of the given length, for each key: a sliding window, exact to the call. */
public final class RateLimit {
    private static final int MANY_KEYS = 10_000;

    private final int usualLimit;
    private final long usualWindowNanos;
    private final LongSupplier nanoTime;
    private volatile int limit;
    private volatile long windowNanos;
    private final ConcurrentHashMap<String, ArrayDeque<Long>> calls = new ConcurrentHashMap<>();

    /**
     * Where a key stands.
     *
     * @param remaining calls it may still make now
     * @param resetSeconds until the oldest of its calls leaves the window, rounded up; 0 if it made none
     */
    public record Standing(boolean allowed, int limit, int remaining, long resetSeconds) {}

    public RateLimit(int limit, Duration window, LongSupplier nanoTime) {
        this.usualLimit = limit;
        this.usualWindowNanos = window.toNanos();
        this.nanoTime = nanoTime;
        change(Optional.empty());
    }

    /** Takes other limits, or the usual ones again where none are given; calls made until now still count. */
    public void change(Optional<FaultPlan.Allowance> other) {
        limit = other.map(FaultPlan.Allowance::calls).orElse(usualLimit);
        windowNanos = other.map(allowance -> allowance.window().toNanos()).orElse(usualWindowNanos);
    }

    /** Forgets every call. */
    public void clear() {
        calls.clear();
    }

    /** Counts one call, unless there is no room for it. */
    public Standing take(String key) {
        return standing(key, true);
    }

    /** The current standing; does not count a call. */
    Standing peek(String key) {
        return standing(key, false);
    }

    int windowSeconds() {
        return (int) Duration.ofNanos(windowNanos).toSeconds();
    }

    private Standing standing(String key, boolean count) {
        var standing = new Standing[1];
        calls.compute(key, (same, known) -> {
            var window = known == null ? new ArrayDeque<Long>() : known;
            var now = nanoTime.getAsLong();
            dropOld(window, now);
            var allowed = window.size() < limit;
            if (allowed && count) {
                window.add(now);
            }
            standing[0] = new Standing(allowed, limit, Math.max(0, limit - window.size()), reset(window, now));
            return window.isEmpty() ? null : window;
        });
        if (calls.size() > MANY_KEYS) {
            calls.keySet().forEach(this::forgetIfIdle);
        }
        return standing[0];
    }

    private void forgetIfIdle(String key) {
        calls.computeIfPresent(key, (same, window) -> {
            dropOld(window, nanoTime.getAsLong());
            return window.isEmpty() ? null : window;
        });
    }

    private void dropOld(ArrayDeque<Long> window, long now) {
        while (!window.isEmpty() && now - window.peek() >= windowNanos) {
            window.remove();
        }
    }

    private long reset(ArrayDeque<Long> window, long now) {
        return window.isEmpty()
                ? 0
                : Duration.ofNanos(windowNanos - (now - window.peek()) + 999_999_999L)
                        .toSeconds();
    }
}
