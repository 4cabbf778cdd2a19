package loadtest.measure;

import org.HdrHistogram.Histogram;

/**
 * Response times, in milliseconds. Counts, least, mean and greatest are exact; percentiles are within 0.1 %.
 *
 * @param min 0 where there are no samples, as with the other values
 * @param histogram a time above one hour counts as one hour here
 */
public record ResponseTimes(long count, long min, double mean, long max, Histogram histogram) {

    /**
     * The response time that this percentage of all samples does not exceed.
     *
     * @param percentile from 0 to 100
     * @return milliseconds, to three digits; 0 where there are no samples
     */
    public long percentile(double percentile) {
        // The histogram returns the upper end of a bucket, which may lie above the maximum.
        return Math.min(histogram.getValueAtPercentile(percentile), max);
    }

    /** The same with so many more samples, which took no time. */
    ResponseTimes and(long more) {
        if (more == 0) {
            return this;
        }
        var all = histogram.copy();
        all.recordValueWithCount(0, more);
        return new ResponseTimes(count + more, 0, mean * count / (count + more), max, all);
    }
}
