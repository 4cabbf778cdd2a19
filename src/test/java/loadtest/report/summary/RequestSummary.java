package loadtest.report.summary;

import java.util.Map;
import java.util.TreeMap;
import loadtest.measure.Stats;
import loadtest.measure.StatusClass;

/**
 * The figures of one request, or of all requests of a run together.
 *
 * @param name with the scenario's before it in a run of several, as Gatling's report has it
 * @param scenario whose users send it; empty of all scenarios together, null in files of earlier versions
 * @param rate samples per second, over the time from the run's first sample's start to its last one's end, and at
 *     least one second; the same time for each name, so that rates add up
 * @param okOnly the times of samples that did not fail; null where all did
 * @param codes samples by HTTP status; a sample without an answer is not among them
 * @param classes the same by class: {@code 2xx}, {@code 4xx}, ..., and {@code none} without an answer
 * @param failures failed samples by reason, bounded
 * @param histogram every response time of the requests that were sent, as a compressed HdrHistogram in base64; those of
 *     several machines can be added
 * @param okHistogram the same for samples that did not fail
 */
public record RequestSummary(
        String name,
        String scenario,
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
        TimesSummary okOnly,
        Map<Integer, Long> codes,
        Map<String, Long> classes,
        Map<String, Long> failures,
        String histogram,
        String okHistogram) {

    /** Response times, in milliseconds. */
    public record TimesSummary(
            long min, double mean, long p50, long p75, long p90, long p95, long p99, long p999, long max) {

        static TimesSummary of(loadtest.measure.ResponseTimes times) {
            return new TimesSummary(
                    times.min(),
                    tenths(times.mean()),
                    times.percentile(50),
                    times.percentile(75),
                    times.percentile(90),
                    times.percentile(95),
                    times.percentile(99),
                    times.percentile(99.9),
                    times.max());
        }
    }

    /** @param seconds from the run's first sample to its last */
    public static RequestSummary of(Stats stats, double seconds) {
        return of(
                stats,
                seconds,
                Histograms.encode(stats.all().histogram()),
                Histograms.encode(stats.succeeded().histogram()));
    }

    /** The figures of a run under way, without the histograms, which take long to encode. */
    public static RequestSummary soFar(Stats stats, double seconds) {
        return of(stats, seconds, null, null);
    }

    private static RequestSummary of(Stats stats, double seconds, String histogram, String okHistogram) {
        var times = TimesSummary.of(stats.all());
        return new RequestSummary(
                stats.name(),
                stats.key().scenario(),
                stats.count(),
                stats.ok(),
                stats.ko(),
                Math.round(1000 * stats.count() / seconds) / 1000.0,
                times.min(),
                times.mean(),
                times.p50(),
                times.p75(),
                times.p90(),
                times.p95(),
                times.p99(),
                times.p999(),
                times.max(),
                stats.ok() == 0 ? null : TimesSummary.of(stats.succeeded()),
                stats.codes(),
                classes(stats),
                stats.messages(),
                histogram,
                okHistogram);
    }

    private static Map<String, Long> classes(Stats stats) {
        var classes = new TreeMap<String, Long>();
        stats.codes().forEach((code, count) -> classes.merge(StatusClass.of(code), count, Long::sum));
        var answered = classes.values().stream().mapToLong(Long::longValue).sum();
        if (answered < stats.count()) {
            classes.put(StatusClass.NONE, stats.count() - answered);
        }
        return classes;
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
