package loadtest.measure;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The few slowest requests of a run. */
final class Slowest {
    private static final int MOST = 20;
    private static final Comparator<TracedSample> QUICKEST_FIRST =
            Comparator.comparingInt(traced -> traced.sample().millis());

    private final PriorityQueue<TracedSample> kept = new PriorityQueue<>(MOST + 1, QUICKEST_FIRST);

    void add(TracedSample sample) {
        if (sample.sample().millis() >= from()) {
            kept.add(sample);
            if (kept.size() > MOST) {
                kept.remove();
            }
        }
    }

    /** The response time from which on a request is one of them. */
    int from() {
        return kept.size() < MOST ? 0 : kept.element().sample().millis() + 1;
    }

    /** The slowest first; of equal ones the earlier first. */
    List<TracedSample> list() {
        return kept.stream()
                .sorted(QUICKEST_FIRST.reversed().thenComparingLong(traced -> traced.sample()
                        .start()))
                .toList();
    }
}
