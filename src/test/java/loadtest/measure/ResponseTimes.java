package loadtest.measure;

import org.HdrHistogram.Histogram;

/**
 * Response times, in milliseconds. Counts, least, mean and greatest are exact; percentiles are within 0.1 %.
 *
 * @param min 0 where there are none, as with the other figures
 * @param histogram one hour at most; a time above it counts as this there
 */
public record ResponseTimes(long count, long min, double mean, long max, Histogram histogram) {

    /**
     * The response time that so many of all samples do not exceed.
     *
     * @param percentile from 0 to 100
     * @return milliseconds, to three digits; 0 where there are no samples
     */
    public long percentile(double percentile) {
        // The histogram answers with the upper end of a step, which may lie above everything that was seen.
        return Math.min(histogram.getValueAtPercentile(percentile), max);
    }
}
