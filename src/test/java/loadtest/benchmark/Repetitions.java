package loadtest.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the repetitions of one thing took. */
final class Repetitions {
    private final List<Long> nanos = new ArrayList<>();

    void add(Duration took) {
        nanos.add(took.toNanos());
    }

    /** In milliseconds; with an even number of repetitions the slower of the middle two. */
    double median() {
        return millis(nanos.size() / 2);
    }

    double ratioTo(Repetitions floor) {
        return median() / floor.median();
    }

    /** Median, quickest and slowest, such as {@code 312 ms (298–340)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f ms (%,.0f–%,.0f)", median(), millis(0), millis(nanos.size() - 1));
    }

    private double millis(int place) {
        return nanos.stream().sorted().skip(place).findFirst().orElseThrow() / 1e6;
    }
}
