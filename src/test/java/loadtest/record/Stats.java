package loadtest.record;

import java.util.Map;
import java.util.function.IntPredicate;
import org.HdrHistogram.Histogram;

/**
 * What was seen of one request name up to a moment. Times are in milliseconds and cover ok and failed samples alike.
 *
 * @param engineP95 the 95th percentile as Gatling's own report will show it: it rounds up on few samples
 * @param codes samples by HTTP status; one without a response is in none
 * @param messages failures by reason, bounded
 */
public record Stats(
        String name,
        long ok,
        long ko,
        double mean,
        Histogram histogram,
        long engineP95,
        Map<Integer, Long> codes,
        Map<String, Long> messages) {

    public long count() {
        return ok + ko;
    }

    /** @param percentile from 0 to 100 */
    public long percentile(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    /** Failed samples in percent of all; 0 where there are none. */
    public double failedPercent() {
        return count() == 0 ? 0 : 100.0 * ko / count();
    }

    public long withCode(IntPredicate wanted) {
        return codes.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
