package loadtest.measure;

import com.tdunning.math.stats.AVLTreeDigest;
import java.util.Arrays;

/**
 * The 95th percentile as Gatling's report estimates it, from the same digest. The first samples, where the estimate
 * differs most from the exact value, are added one by one. Later ones are buffered, and equal times are added together:
 * that stays within the error of the estimate and is ten times cheaper where response times are short and alike.
 */
final class EngineEstimate {
    private static final double COMPRESSION = 100; // as in Gatling
    private static final int ONE_BY_ONE = 1_000;

    private final AVLTreeDigest digest = new AVLTreeDigest(COMPRESSION);
    private final int[] buffer = new int[512];
    private int length;

    void add(int millis) {
        if (digest.size() < ONE_BY_ONE) {
            digest.add(millis);
            return;
        }
        buffer[length++] = millis;
        if (length == buffer.length) {
            flush();
        }
    }

    /** Adds all samples of another estimate. */
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
        Arrays.sort(buffer, 0, length);
        for (int from = 0, to = 0; from < length; from = to) {
            while (to < length && buffer[to] == buffer[from]) {
                to++;
            }
            digest.add(buffer[from], to - from);
        }
        length = 0;
    }
}
