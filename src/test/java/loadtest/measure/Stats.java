package loadtest.measure;

import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What was seen of one request up to a moment.
 *
 * @param all times of ok and failed samples alike, as far as they were sent
 * @param succeeded times of those that did not fail
 * @param unsent failed samples that were refused before they were sent, and have no time
 * @param engineP95 the 95th percentile as Gatling's own report will show it: it rounds up on few samples
 * @param codes samples by HTTP status; one without a response is in none
 * @param messages failures by reason, bounded
 */
public record Stats(
        RequestKey key,
        ResponseTimes all,
        ResponseTimes succeeded,
        long unsent,
        long engineP95,
        Map<Integer, Long> codes,
        Map<String, Long> messages) {

    /** The request's. */
    public String name() {
        return key.name();
    }

    /** All samples: ok, failed, and never sent. */
    public long count() {
        return all.count() + unsent;
    }

    /** Samples that did not fail. */
    public long ok() {
        return succeeded.count();
    }

    /** Samples that failed. */
    public long ko() {
        return count() - ok();
    }

    /** Of all samples, in milliseconds; 0 where there are none. */
    public double mean() {
        return all.mean();
    }

    /**
     * The response time that so many of all samples do not exceed.
     *
     * @param percentile from 0 to 100
     * @return milliseconds, to three digits; 0 where there are no samples
     */
    public long percentile(double percentile) {
        return all.percentile(percentile);
    }

    /** How many samples had a status code such as this. */
    public long withCode(IntPredicate wanted) {
        return codes.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
