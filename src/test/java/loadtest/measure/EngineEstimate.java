package loadtest.measure;

import com.tdunning.math.stats.AVLTreeDigest;
import java.util.Arrays;

/**
 * The 95th percentile as Gatling's report estimates it: from the same digest, told of each of the first samples, on
 * which it differs most from the exact figure. Later ones are told of together where they are equal: that leaves the
 * estimate within its own error, and is ten times cheaper where response times are short and alike.
 */
final class EngineEstimate {
    private static final double COMPRESSION = 100; // Gatling's
    private static final int ONE_BY_ONE = 1_000;

    private final AVLTreeDigest digest = new AVLTreeDigest(COMPRESSION);
    private final int[] waiting = new int[512];
    private int length;

    void add(int millis) {
        if (digest.size() < ONE_BY_ONE) {
            digest.add(millis);
            return;
        }
        waiting[length++] = millis;
        if (length == waiting.length) {
            flush();
        }
    }

    /** Takes in all that another was told of. */
    void add(EngineEstimate other) {
        flush();
        other.flush();
        digest.add(other.digest);
    }

    /** Milliseconds; 0 where there are no samples. */
    long p95() {
        flush();
        return digest.size() == 0 ? 0 : Math.round(digest.quantile(0.95));
    }

    private void flush() {
        Arrays.sort(waiting, 0, length);
        for (int from = 0, to = 0; from < length; from = to) {
            while (to < length && waiting[to] == waiting[from]) {
                to++;
            }
            digest.add(waiting[from], to - from);
        }
        length = 0;
    }
}
