package loadtest.measure;

import java.util.Iterator;

/**
 * Counts the users that arrived later than planned. The engine does not say when the plan began, so its beginning is
 * taken to be the latest moment for which no user arrived early.
 */
final class Punctuality {
    private final Iterator<Long> plan;
    /** Users that were not late, by their delay in milliseconds. */
    private final long[] punctual = new long[Lateness.TOLERATED_MILLIS + 1];

    private long late;
    private long all;
    private long beginning = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /** @param plan when each user is due, in order, in milliseconds since the beginning */
    Punctuality(Iterator<Long> plan) {
        this.plan = plan;
    }

    /** @param time milliseconds since the epoch */
    void arrived(long time) {
        if (!plan.hasNext()) {
            return; // more users than planned: this one has no due time
        }
        var offset = time - plan.next();
        if (offset < beginning) {
            moveBeginning(offset);
        }
        all++;
        latest = Math.max(latest, offset);
        var delay = offset - beginning;
        if (delay <= Lateness.TOLERATED_MILLIS) {
            punctual[(int) delay]++;
        } else {
            late++;
        }
    }

    /** Moves the beginning to an earlier time, which makes all earlier delays longer by the difference. */
    private void moveBeginning(long offset) {
        var later = beginning - offset;
        beginning = offset;
        for (int delay = Lateness.TOLERATED_MILLIS; delay >= 0; delay--) {
            var count = punctual[delay];
            punctual[delay] = 0;
            if (delay + later <= Lateness.TOLERATED_MILLIS) {
                punctual[(int) (delay + later)] = count;
            } else {
                late += count;
            }
        }
    }

    /** Milliseconds since the epoch; to be asked for once a user has arrived. */
    long beginning() {
        return beginning;
    }

    Lateness lateness() {
        return new Lateness(all, late, all == 0 ? 0 : latest - beginning);
    }
}
