package loadtest.measure;

import java.util.Iterator;

/**
 * Counts users that arrived later than the plan says. The plan's beginning is not known to us: it is taken to be the
 * latest moment at which no user has come too early.
 */
final class Punctuality {
    private final Iterator<Long> plan;
    /** How many came so many milliseconds after their time, up to the tolerance. */
    private final long[] punctual = new long[Lateness.TOLERATED_MILLIS + 1];

    private long late;
    private long all;
    private long beginning = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /** @param plan when each user is to arrive, in order, in milliseconds since the beginning */
    Punctuality(Iterator<Long> plan) {
        this.plan = plan;
    }

    /** @param time milliseconds since the epoch */
    void arrived(long time) {
        if (!plan.hasNext()) {
            return; // nobody can say when this one was to come
        }
        var offset = time - plan.next();
        if (offset < beginning) {
            begin(offset);
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

    /** All who came before turn out to have come so much later. */
    private void begin(long offset) {
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

    Lateness lateness() {
        return new Lateness(all, late, all == 0 ? 0 : latest - beginning);
    }
}
