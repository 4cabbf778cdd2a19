package loadtest.report;

import java.util.Map;
import java.util.TreeMap;
import loadtest.record.Stats;

/**
 * One request name, or all of a run together.
 *
 * @param rate samples per second, over the time from the first sample's start to the last one's end
 * @param okOnly the times of samples that did not fail; null where all did
 * @param codes samples by HTTP status; one without an answer is in none
 * @param classes the same by class: {@code 2xx}, {@code 4xx}, ..., and {@code none} without an answer
 * @param failures failed samples by reason, bounded
 * @param histogram every response time: an HdrHistogram, compressed, in base64, so that several machines' can be added
 * @param okHistogram the same of samples that did not fail
 */
public record RequestSummary(
        String name,
        long count,
        long ok,
        long ko,
        double rate,
        long min,
        double mean,
        long p50,
        long p75,
        long p90,
        long p95,
        long p99,
        long p999,
        long max,
        Times okOnly,
        Map<Integer, Long> codes,
        Map<String, Long> classes,
        Map<String, Long> failures,
        String histogram,
        String okHistogram) {

    /** Response times, in milliseconds. */
    public record Times(long min, double mean, long p50, long p75, long p90, long p95, long p99, long p999, long max) {}

    /** @param stats of at least one sample */
    public static RequestSummary of(Stats stats) {
        return new RequestSummary(
                stats.name(),
                stats.count(),
                stats.ok(),
                stats.ko(),
                0,
                stats.histogram().getMinValue(),
                Math.round(stats.mean() * 10) / 10.0,
                stats.percentile(50),
                stats.percentile(75),
                stats.percentile(90),
                stats.percentile(95),
                stats.percentile(99),
                stats.percentile(99.9),
                stats.histogram().getMaxValue(),
                null,
                stats.codes(),
                new TreeMap<>(),
                stats.messages(),
                "",
                "");
    }
}
