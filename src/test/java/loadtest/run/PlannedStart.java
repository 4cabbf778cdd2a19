package loadtest.run;

import java.time.Duration;
import java.time.Instant;
import loadtest.report.summary.TimeWords;
import loadtest.settings.BadInput;

/**
 * When the load of a run begins, on all machines that share it. What grows old is done shortly before; the engine, whose
 * own bound runs from its start, follows a few seconds before.
 *
 * @param at when the first user of all machines arrives
 * @param beginning the time that all arrivals are counted from
 */
record PlannedStart(Instant at, Instant beginning) {
    /** Longer than signing in, asking the database and reading a server's metrics take. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(30);

    /** Longer than the engine's start and a warm-up take. */
    private static final Duration ENGINE = Duration.ofSeconds(5);

    /** The engine starts the load of an open model with its next second, and that load knows its beginning. */
    private static final Duration NEXT_SECOND = Duration.ofMillis(1_500);

    /** A closed model begins with the engine's next second, so that it is off by half of one at the most. */
    private static final Duration HALF_SECOND = Duration.ofMillis(500);

    private static final Duration LONGEST_AHEAD = Duration.ofDays(1);
    private static final Duration LONGEST_PAST = Duration.ofMinutes(5);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    static PlannedStart of(Instant at, Duration firstArrival) {
        return new PlannedStart(at, at.minus(firstArrival));
    }

    /** @throws BadInput for a time that is gone, or more than a day ahead */
    static void require(Instant at, Instant now) {
        var ahead = Duration.between(now, at);
        if (ahead.negated().compareTo(LONGEST_PAST) > 0) {
            throw wrong(at, "this was " + TimeWords.clock(ahead.negated()) + " ago");
        }
        if (ahead.compareTo(LONGEST_AHEAD) > 0) {
            throw wrong(at, "this is " + ahead.toHours() + " hours ahead");
        }
    }

    private static BadInput wrong(Instant at, String why) {
        return BadInput.in("PERF_START_AT", at, "a time from now on, a day ahead at the most; " + why);
    }

    /** Waits until what grows old is due, and says so. Returns whether there was anything to wait for. */
    boolean awaitLastSteps(String who) {
        var left = left(at);
        if (!left.isNegative()) {
            System.out.println(
                    who + " is prepared and checked; its load begins at " + at + ", in " + TimeWords.length(left));
        }
        var waits = isFar(Instant.now());
        sleep(beginning.minus(LAST_STEPS));
        return waits;
    }

    /** Whether what is done now grows old until the load begins. */
    boolean isFar(Instant now) {
        return now.isBefore(beginning.minus(LAST_STEPS));
    }

    /** Waits until the engine is to start; says so where the load cannot begin in time any more. */
    void awaitEngine() {
        sleep(beginning.minus(ENGINE));
        var late = Duration.between(beginning, Instant.now());
        if (!late.isNegative()) {
            System.out.println("the load begins late: its start, " + at + ", was " + TimeWords.length(late) + " ago");
        }
    }

    /** When a warm-up has to end. */
    Instant warmUpEnd(boolean open) {
        return beginning.minus(open ? NEXT_SECOND : HALF_SECOND);
    }

    /** Short sleeps, since a clock may be set while this waits. */
    private static void sleep(Instant until) {
        try {
            for (var left = left(until); !left.isNegative() && !left.isZero(); left = left(until)) {
                Thread.sleep(Math.min(left.toMillis() + 1, LONGEST_SLEEP.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PERF_START_AT");
        }
    }

    private static Duration left(Instant until) {
        return Duration.between(Instant.now(), until);
    }
}
