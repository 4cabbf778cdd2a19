package loadtest.share;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.Share;

/** A share, and where it was found. */
public record FoundShare(ShareFolder folder, ShareRecord record) {
    private static final long HALF_SECOND = 500;

    public Share share() {
        return record.identity().share();
    }

    /** How its faults begin. */
    String named() {
        return "share " + share() + " in " + folder.run();
    }

    /** When its load began, on the clock of all shares; empty where it has no user, or no end. */
    public Optional<Instant> began() {
        return Optional.ofNullable(record.end())
                .map(ShareRecord.ShareEnd::began)
                .map(time -> time.plusMillis(record.toOneClock()));
    }

    /** When its load ended, on that clock; empty where it has no end. */
    public Optional<Instant> ended() {
        return Optional.ofNullable(record.end())
                .map(ShareRecord.ShareEnd::ended)
                .map(time -> time.plusMillis(record.toOneClock()));
    }

    /** Whether it does not send a request that the scenario's file has. */
    public boolean leavesOut(String request) {
        return record.leftOut().contains(request);
    }

    /** By how much a time on that clock may be wrong, in milliseconds. */
    long error() {
        var clock = record.clock();
        return clock == null ? 0 : clock.errorMillis() + Math.abs(clock.millis() - record.toOneClock());
    }

    /** How many lines it left in each of its files of lines; none where it has no end. */
    Map<String, Long> lines() {
        return record.end() == null ? Map.of() : record.end().lines();
    }

    /** How far from its planned start a load on schedule may begin: a closed one waits for the engine's next second. */
    long startError() {
        var closed = record.end().traffic().lateness() == null;
        return closed ? HALF_SECOND : 0;
    }
}
