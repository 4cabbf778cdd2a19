package loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loadtest.record.Stats;
import loadtest.settings.WholeFile;
import loadtest.slo.Verdict;

/**
 * A run as one JSON file. Times of day are ISO-8601 in UTC, response times are milliseconds, rates are per second.
 *
 * @param schema rises when a field changes its meaning or goes away
 * @param target host names only
 * @param usersPlanned null in a closed model
 * @param notes what a reader must know of the load: steps left out, accounts against the rate limit
 * @param passed whether every promise was kept
 * @param reasons one for each promise that was not
 */
public record Summary(
        int schema,
        String scenario,
        String profile,
        String runId,
        List<String> target,
        boolean standIn,
        String started,
        String ended,
        Long usersPlanned,
        long usersStarted,
        long usersFinished,
        List<Request> requests,
        List<Verdict> verdicts,
        List<String> notes,
        boolean passed,
        List<String> reasons) {

    /** Raise it when a field changes its meaning or goes away. */
    public static final int SCHEMA = 1;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** One request name. */
    public record Request(
            String name,
            long count,
            long ok,
            long ko,
            long min,
            double mean,
            long p50,
            long p75,
            long p90,
            long p95,
            long p99,
            long max,
            Map<Integer, Long> codes,
            Map<String, Long> failures) {

        /** @param stats of at least one sample */
        public static Request of(Stats stats) {
            return new Request(
                    stats.name(),
                    stats.count(),
                    stats.ok(),
                    stats.ko(),
                    stats.histogram().getMinValue(),
                    Math.round(stats.mean() * 10) / 10.0,
                    stats.percentile(50),
                    stats.percentile(75),
                    stats.percentile(90),
                    stats.percentile(95),
                    stats.percentile(99),
                    stats.histogram().getMaxValue(),
                    stats.codes(),
                    stats.messages());
        }
    }

    /** Writes it whole or not at all, making the folder if need be. */
    public void write(Path file) throws IOException {
        WholeFile.write(file, JSON.writeValueAsBytes(this));
    }
}
