package loadtest.run;

import java.util.function.LongSupplier;

/** The time of a load that is replayed: that of the event that was told last. */
final class ReplayClock implements LongSupplier {
    private volatile long now;

    /** @param time milliseconds since the epoch; an earlier one than before changes nothing */
    void reach(long time) {
        now = Math.max(now, time);
    }

    @Override
    public long getAsLong() {
        return now;
    }
}
