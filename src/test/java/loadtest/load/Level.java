package loadtest.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import loadtest.settings.Share;

/**
 * One step of a climb: an arrival rate that is held, and judged once it has settled.
 *
 * @param perSecond users
 * @param from when it has settled, since the beginning of the load
 * @param to when it ends
 * @param users who arrive between the two
 */
public record Level(double perSecond, Duration from, Duration to, long users) {

    /** The steps of a climb, which are all of one length. */
    static List<Level> of(Injection climb, Duration settles) {
        var hold = climb.steps().get(0).length();
        var users = new long[climb.steps().size()];
        climb.arrivals(Share.ALL).orElseThrow().forEachRemaining(time -> {
            var step = (int) Math.min(users.length - 1, time / hold.toMillis());
            if (time - step * hold.toMillis() >= settles.toMillis()) {
                users[step]++;
            }
        });
        return IntStream.range(0, users.length)
                .mapToObj(step -> new Level(
                        climb.steps().get(step).to(),
                        hold.multipliedBy(step).plus(settles),
                        hold.multipliedBy(step + 1),
                        users[step]))
                .toList();
    }
}
