package loadtest.measure;

import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The statistics of one request at one moment.
 *
 * @param all response times of all samples that were sent
 * @param succeeded response times of the samples that did not fail
 * @param sent how many were not sent exactly once
 * @param engineP95 the 95th percentile as Gatling's own report will show it: it rounds up on few samples
 * @param codes samples by HTTP status; a sample without a response is not among them
 * @param messages failures by reason, bounded
 */
public record Stats(
        RequestKey key,
        ResponseTimes all,
        ResponseTimes succeeded,
        Sent sent,
        long engineP95,
        Map<Integer, Long> codes,
        Map<String, Long> messages) {

    /**
     * Samples that were not sent exactly once.
     *
     * @param never failed samples that were refused before, and have no time
     * @param again those that the engine sent again by itself
     */
    public record Sent(long never, long again) {
        public static final Sent ONCE = new Sent(0, 0);
    }

    /** Tells it from the requests of other scenarios of the same run. */
    public String name() {
        return key.path();
    }

    /** All samples: ok, failed, and never sent. */
    public long count() {
        return all.count() + sent.never();
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
     * The response time that this percentage of all samples does not exceed.
     *
     * @param percentile from 0 to 100
     * @return milliseconds, to three digits; 0 where there are no samples
     */
    public long percentile(double percentile) {
        return all.percentile(percentile);
    }

    /** The same as if every sample that it lacks to be so many had succeeded and taken no time. */
    public Stats atBest(long samples) {
        var missing = Math.max(0, samples - count());
        return new Stats(key, all.and(missing), succeeded.and(missing), sent, engineP95, codes, messages);
    }

    /** How many samples have a status code that the predicate accepts. */
    public long withCode(IntPredicate wanted) {
        return codes.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
