package loadtest.measure;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The few slowest requests of a run. */
final class Slowest {
    private static final int MOST = 20;
    private static final Comparator<Sample> QUICKEST_FIRST = Comparator.comparingInt(Sample::millis);

    private final PriorityQueue<Sample> kept = new PriorityQueue<>(MOST + 1, QUICKEST_FIRST);

    void add(Sample sample) {
        if (sample.sent()
                && (kept.size() < MOST || sample.millis() > kept.element().millis())) {
            kept.add(sample);
            if (kept.size() > MOST) {
                kept.remove();
            }
        }
    }

    /** The slowest first; of equal ones the earlier first. */
    List<Sample> list() {
        return kept.stream()
                .sorted(QUICKEST_FIRST.reversed().thenComparingLong(Sample::start))
                .toList();
    }
}
