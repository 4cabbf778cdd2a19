package loadtest.share;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import loadtest.measure.Lateness;

/**
 * What a share is, and what became of it. It is written before the load without an end, and again when the load has
 * ended: one without an end was killed, or is not whole.
 *
 * @param machine the name by which its machine calls itself
 * @param planned when the load was to begin; null where no time was given
 * @param lengthSeconds how long a setting makes its load go on; null where it is as long as the scenario's file says
 * @param clock null where nobody told the time
 * @param leftOut the requests that it does not send, although the scenario's file has them
 * @param end null while the load goes on
 */
public record ShareRecord(
        ShareIdentity identity,
        String runId,
        String machine,
        Instant planned,
        Integer lengthSeconds,
        ClockOffset clock,
        List<String> leftOut,
        ShareEnd end) {

    private static final int DAY = 86_400; // seconds

    /**
     * @throws NullPointerException where something is missing that every share has
     * @throws IllegalArgumentException for a length that no setting gives
     */
    public ShareRecord {
        requireNonNull(identity);
        requireNonNull(runId);
        requireNonNull(machine);
        if (lengthSeconds != null && (lengthSeconds < 1 || lengthSeconds > DAY)) {
            throw new IllegalArgumentException("no length of a load: " + lengthSeconds);
        }
        leftOut = List.copyOf(leftOut);
    }

    /**
     * The end of its load, by its own clock.
     *
     * @param began when its load began, by its first user and when that one was due; null without a user
     * @param cutOff why its load ended early; null where it came to its end
     * @param invalid which promises that it alone can judge it missed, in words
     * @param traffic what it sent, beside what the other shares sent
     * @param generator how well its generator was
     * @param lines how many lines each of its files of lines has
     */
    public record ShareEnd(
            Instant began,
            Instant ended,
            String cutOff,
            List<String> invalid,
            Traffic traffic,
            Generator generator,
            Map<String, Long> lines) {

        public ShareEnd {
            requireNonNull(ended);
            if (!isTime(ended) || began != null && !isTime(began)) {
                throw new IllegalArgumentException("no times of a load: " + began + ", " + ended);
            }
            requireNonNull(traffic);
            requireNonNull(generator);
            invalid = List.copyOf(invalid);
            lines = Map.copyOf(lines);
        }
    }

    /** Also by a clock that was never set, and by one that was set far ahead. */
    static boolean isTime(Instant time) {
        return Math.abs(Duration.between(Instant.EPOCH, time).toDays()) < 530 * 365;
    }

    /**
     * @param rate requests a second
     * @param p95 of all its requests, in milliseconds
     * @param users who started
     * @param lateness of its users, by its own plan; null in a closed model
     */
    public record Traffic(long requests, double rate, long p95, long users, Lateness lateness) {}

    /**
     * @param timer how late the engine's own timer fired, in seconds
     * @param cpuPercent the most that it used of all cores; null where it was not measured
     * @param likelyCauses what would have held it up, in words
     */
    public record Generator(Lateness timer, Double cpuPercent, String likelyCauses) {
        public Generator {
            requireNonNull(timer);
            requireNonNull(likelyCauses);
        }
    }

    /** The same with its end. */
    public ShareRecord ended(ShareEnd how) {
        return new ShareRecord(identity, runId, machine, planned, lengthSeconds, clock, leftOut, how);
    }

    /**
     * How much its times have to be moved for those of the one clock that all shares were told. An offset that is no
     * larger than the error of its measurement is none.
     *
     * @return milliseconds
     */
    public long toOneClock() {
        return clock == null || Math.abs(clock.millis()) <= clock.errorMillis() ? 0 : clock.millis();
    }
}
