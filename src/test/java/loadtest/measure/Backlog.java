package loadtest.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The targets that a dispatcher reported as throttled and has not accepted since, and how long it needs for them. It
 * does not report when it sends to them later, unless it is asked for the same batch again, so this is the most that
 * may wait.
 *
 * <p>The rate is the larger of the rate accepted within the window and the throttle: a dispatcher may work off its
 * queue in order, and then accepts nobody of a new batch however well it keeps to the throttle. That counts until the
 * answers contradict it: {@value #FEWEST_BATCHES} batches in a row of which nobody was accepted, each at a time when the
 * throttle would have let the dispatcher send to all who had waited. Then the rate accepted counts alone.
 */
public final class Backlog {
    /** Fewer batches than this prove nothing. */
    public static final int FEWEST_BATCHES = 10;

    private static final double MINUTE = 60_000; // milliseconds

    private final Throttle throttle;
    private final Duration window;
    private final SlidingWindow accepted;
    private final Map<String, Long> waiting = new HashMap<>();
    private long targets;
    private long batches;
    private long firstAnswer;
    private long stalled;

    /**
     * How much waits.
     *
     * @param minutes that the dispatcher needs for it
     * @param batches how many were answered
     */
    public record Waiting(long targets, double minutes, long batches) {}

    public Backlog(Throttle throttle, Duration window) {
        this.throttle = throttle;
        this.window = window;
        this.accepted = new SlidingWindow(window.toSeconds());
    }

    /** @param now milliseconds since the epoch */
    public synchronized void answered(long now, DispatcherAnswer answer) {
        if (!answer.taken()) {
            return;
        }
        firstAnswer = batches == 0 ? now : firstAnswer;
        batches++;
        if (answer.accepted() > 0) {
            stalled = 0;
            accepted.add(now, answer.accepted(), 0);
        } else if (answer.throttled() > 0 && targets <= throttle.perMinute() * (now - firstAnswer) / MINUTE) {
            stalled++;
        }
        var before = waiting.put(answer.batch(), answer.throttled());
        targets += answer.throttled() - (before == null ? 0 : before);
    }

    /** @param now milliseconds since the epoch */
    public synchronized Waiting seen(long now) {
        var seen = accepted.seen(now).samples() * MINUTE / window.toMillis();
        var slowest = MINUTE / window.toMillis(); // one in the window: a longer one might have seen it
        var rate = Math.max(slowest, stalled >= FEWEST_BATCHES ? seen : Math.max(seen, throttle.perMinute()));
        return new Waiting(targets, targets / rate, batches);
    }
}
