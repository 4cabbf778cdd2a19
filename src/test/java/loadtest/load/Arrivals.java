package loadtest.load;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Supplier;
import loadtest.settings.Share;

/** When each user of an open model is to arrive. A long profile has millions of them, so they are counted once. */
final class Arrivals {
    private final Supplier<Iterator<Long>> schedule;
    private OptionalLong counted = OptionalLong.empty(); // until the number is first asked for

    /** @param schedule enumerates the arrivals from the first one, in milliseconds since the beginning of the load */
    Arrivals(Supplier<Iterator<Long>> schedule) {
        this.schedule = schedule;
    }

    /** In order, in milliseconds since the beginning of the load. */
    Iterator<Long> times() {
        return schedule.get();
    }

    /** Those of one machine of several: of three machines every third, from its own on. */
    Iterator<Long> times(Share share) {
        return share.isAll() ? times() : slice(times(), share);
    }

    private static Iterator<Long> slice(Iterator<Long> all, Share share) {
        skip(all, share.part() - 1);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Long next() {
                if (!all.hasNext()) {
                    throw new NoSuchElementException();
                }
                var next = all.next();
                skip(all, share.of() - 1);
                return next;
            }
        };
    }

    private static void skip(Iterator<Long> times, int number) {
        for (int n = 0; n < number && times.hasNext(); n++) {
            times.next();
        }
    }

    /** How many there are. This is not the sum of the rates, since the engine starts whole users only. */
    synchronized long count() {
        if (counted.isEmpty()) {
            var count = 0L;
            for (var users = times(); users.hasNext(); users.next()) {
                count++;
            }
            counted = OptionalLong.of(count);
        }
        return counted.getAsLong();
    }
}
