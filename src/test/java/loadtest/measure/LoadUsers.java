package loadtest.measure;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/** The users of one scenario's load, beside the plan of their arrivals. */
final class LoadUsers {
    private final Optional<Punctuality> punctuality;
    private OptionalLong first = OptionalLong.empty();

    /** @param arrivals when each user is due, in milliseconds since the beginning; empty for a closed model */
    LoadUsers(Optional<Iterator<Long>> arrivals) {
        punctuality = arrivals.map(Punctuality::new);
    }

    /** @param time milliseconds since the epoch */
    void started(long time) {
        first = OptionalLong.of(Math.min(time, first.orElse(time)));
        punctuality.ifPresent(plan -> plan.arrived(time));
    }

    /** When the load began, with its plan where it has one; empty before the first user. */
    OptionalLong began() {
        return first.isPresent() && punctuality.isPresent()
                ? OptionalLong.of(punctuality.get().beginning())
                : first;
    }

    /** Empty where there is no plan of arrivals. */
    Optional<Lateness> lateness() {
        return punctuality.map(Punctuality::lateness);
    }
}
