package loadtest.load;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Supplier;

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
