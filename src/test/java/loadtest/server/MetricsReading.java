package loadtest.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.server.PrometheusText.MetricSample;

/**
 * The samples of one answer of a metrics endpoint that show whether the machine or the database was the bottleneck. The
 * names of counters may lack {@code _total}.
 *
 * @param nanos {@link System#nanoTime()} when the answer arrived
 * @param samples by name, then by series
 */
record MetricsReading(Instant time, long nanos, Map<String, Map<String, MetricSample>> samples) {
    private static final List<String> CPU = counter("node_cpu_seconds");
    private static final List<String> LOAD = List.of("node_load1");
    private static final List<String> MEMORY = List.of("node_memory_MemAvailable_bytes");
    private static final List<String> SENT = counter("node_network_transmit_bytes");
    /** Supabase's spelling, then postgres_exporter's own. */
    private static final List<String> CONNECTIONS =
            List.of("pg_stat_database_num_backends", "pg_stat_database_numbackends");

    private static final List<String> COMMITS = counter("pg_stat_database_xact_commit");
    private static final List<String> SIZE = List.of("pg_database_size_bytes");
    /** Supabase's, and of postgres_exporter before and after its release 0.12. */
    private static final List<String> QUERY_SECONDS = Stream.concat(
                    counter("pg_stat_statements_total_time_seconds").stream(),
                    counter("pg_stat_statements_seconds").stream())
            .toList();

    private static final Set<String> WANTED = Stream.of(
                    CPU, LOAD, MEMORY, SENT, CONNECTIONS, COMMITS, SIZE, QUERY_SECONDS)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** On Linux the idle time of a core may decrease a little; node_exporter tolerates as much. */
    private static final double CPU_FALLS_BACK_SECONDS = 3;

    /** Reads Prometheus' text format. */
    static MetricsReading of(Instant time, long nanos, String text) {
        var samples = new TreeMap<String, Map<String, MetricSample>>();
        PrometheusText.parse(text, WANTED::contains)
                .forEach(sample -> samples.computeIfAbsent(sample.name(), name -> new TreeMap<>())
                        .put(sample.series(), sample));
        return new MetricsReading(time, nanos, samples);
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    /** Whether the endpoint answered from a cache: in two real readings some value differs. */
    boolean isCopyOf(MetricsReading other) {
        return samples.equals(other.samples);
    }

    /** Values by series, for the file. Statements are summed, since each has its text as a label. */
    Map<String, Double> figures() {
        var figures = new TreeMap<String, Double>();
        samples.forEach((name, family) -> family.forEach((series, sample) ->
                figures.merge(QUERY_SECONDS.contains(name) ? name : series, sample.value(), Double::sum)));
        return figures;
    }

    Double load() {
        return sum(LOAD);
    }

    Double memoryAvailable() {
        return sum(MEMORY);
    }

    Double connections() {
        return sum(CONNECTIONS);
    }

    Double databaseBytes() {
        return sum(SIZE);
    }

    /** CPU seconds of all cores since an earlier reading, idle time included. */
    Double cpuSecondsSince(MetricsReading before) {
        return grown(before, CPU, sample -> true);
    }

    Double idleSecondsSince(MetricsReading before) {
        return grown(before, CPU, sample -> Set.of("idle", "iowait")
                .contains(sample.labels().getOrDefault("mode", "")));
    }

    Double sentSince(MetricsReading before) {
        Predicate<MetricSample> real = sample -> !"lo".equals(sample.labels().get("device"));
        var others =
                SENT.stream().anyMatch(name -> family(name).values().stream().anyMatch(real));
        return grown(before, SENT, others ? real : sample -> true);
    }

    Double commitsSince(MetricsReading before) {
        return grown(before, COMMITS, sample -> true);
    }

    Double querySecondsSince(MetricsReading before) {
        return grown(before, QUERY_SECONDS, sample -> true);
    }

    private static List<String> counter(String name) {
        return List.of(name + "_total", name);
    }

    private Map<String, MetricSample> family(String name) {
        return samples.getOrDefault(name, Map.of());
    }

    /** The sum over all labels of the first name that has samples; null where none has. */
    private Double sum(List<String> names) {
        for (var name : names) {
            if (samples.containsKey(name)) {
                return family(name).values().stream()
                        .mapToDouble(MetricSample::value)
                        .sum();
            }
        }
        return null;
    }

    /**
     * The growth of the counters that are in both readings, since a device or a statement may appear or vanish. Null
     * where there are none, and where one was reset.
     */
    private Double grown(MetricsReading before, List<String> names, Predicate<MetricSample> which) {
        for (var name : names) {
            var growth = family(name).entrySet().stream()
                    .filter(entry ->
                            which.test(entry.getValue()) && before.family(name).containsKey(entry.getKey()))
                    .map(entry -> entry.getValue().value()
                            - before.family(name).get(entry.getKey()).value())
                    .map(change -> change < 0 && change > -CPU_FALLS_BACK_SECONDS && names.equals(CPU) ? 0 : change)
                    .toList();
            if (!growth.isEmpty()) {
                return growth.stream().anyMatch(change -> change < 0)
                        ? null
                        : (Double)
                                growth.stream().mapToDouble(Double::doubleValue).sum();
            }
        }
        return null;
    }
}
