package loadtest.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long the repetitions of one thing took. */
final class Repetitions {
    private final List<Long> nanos = new ArrayList<>();

    void add(Duration took) {
        nanos.add(took.toNanos());
    }

    /** In milliseconds; with an even number of repetitions the slower of the middle two. */
    double median() {
        return spread().median();
    }

    double ratioTo(Repetitions floor) {
        return median() / floor.median();
    }

    /** Median, quickest and slowest, such as {@code 312 ms (298–340)}. */
    @Override
    public String toString() {
        return spread().toString();
    }

    /** In milliseconds. */
    MedianRange spread() {
        return MedianRange.of(nanos.stream().map(one -> one / 1e6).toList(), "ms", 0);
    }
}
