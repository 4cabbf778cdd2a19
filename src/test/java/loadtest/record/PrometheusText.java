package loadtest.record;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Prometheus' text format, as <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">described</a>:
 * one sample a line, {@code name{labels} value [timestamp]}.
 */
final class PrometheusText {
    /** What tells whether the machine or the database was the bottleneck; a real endpoint offers hundreds more. */
    private static final Set<String> WANTED = Set.of(
            "node_cpu_seconds_total",
            "node_load1",
            "node_memory_MemAvailable_bytes",
            "node_network_transmit_bytes_total",
            "pg_stat_database_num_backends",
            "pg_stat_database_xact_commit_total",
            "pg_stat_statements_total_time_seconds",
            "pg_database_size_bytes");

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*\\})?\\s+(\\S+)(?:\\s+-?\\d+)?");

    private PrometheusText() {}

    /** The wanted samples by name and labels, as they are written; a name may come with or without {@code _total}. */
    static Map<String, Double> parse(String text) {
        var samples = new TreeMap<String, Double>();
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> {
            var match = SAMPLE.matcher(line);
            if (match.matches() && (WANTED.contains(match.group(1)) || WANTED.contains(match.group(1) + "_total"))) {
                number(match.group(3))
                        .ifPresent(value ->
                                samples.put(match.group(1) + (match.group(2) == null ? "" : match.group(2)), value));
            }
        });
        return samples;
    }

    /** Infinities and NaN have no place in JSON. */
    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
