package loadtest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the text of endpoints to columns of figures. */
class ResourceSeriesTest {
    private static final Instant START = Instant.parse("2030-01-31T12:00:00Z");

    private final ResourceSeries series = new ResourceSeries();

    @Test
    void ratesAreOfWhatGrewBetweenTwoReadings() {
        read(0, """
                node_cpu_seconds_total{cpu="0",mode="idle"} 100
                node_cpu_seconds_total{cpu="0",mode="iowait"} 10
                node_cpu_seconds_total{cpu="0",mode="user"} 50
                node_cpu_seconds_total{cpu="1",mode="idle"} 200
                node_cpu_seconds_total{cpu="1",mode="user"} 50
                node_load1 0.5
                node_memory_MemAvailable_bytes 1e9
                node_network_transmit_bytes_total{device="lo"} 1000
                node_network_transmit_bytes_total{device="eth0"} 1000
                node_network_transmit_bytes_total{device="eth1"} 0
                pg_stat_database_num_backends{datname="a"} 3
                pg_stat_database_num_backends{datname="b"} 4
                pg_stat_database_xact_commit_total{datname="a"} 100
                pg_stat_database_xact_commit_total{datname="b"} 1000
                pg_database_size_bytes{datname="a"} 10
                pg_database_size_bytes{datname="b"} 20
                pg_stat_statements_total_time_seconds{query="x"} 1
                """);
        read(4, """
                node_cpu_seconds_total{cpu="0",mode="idle"} 101
                node_cpu_seconds_total{cpu="0",mode="iowait"} 11
                node_cpu_seconds_total{cpu="0",mode="user"} 52
                node_cpu_seconds_total{cpu="1",mode="idle"} 203
                node_cpu_seconds_total{cpu="1",mode="user"} 51
                node_load1 1.5
                node_memory_MemAvailable_bytes 9e8
                node_network_transmit_bytes_total{device="lo"} 9000
                node_network_transmit_bytes_total{device="eth0"} 1400
                node_network_transmit_bytes_total{device="eth1"} 40
                pg_stat_database_num_backends{datname="a"} 5
                pg_stat_database_num_backends{datname="b"} 4
                pg_stat_database_xact_commit_total{datname="a"} 120
                pg_stat_database_xact_commit_total{datname="b"} 1020
                pg_database_size_bytes{datname="a"} 11
                pg_database_size_bytes{datname="b"} 20
                pg_stat_statements_total_time_seconds{query="x"} 1.5
                pg_stat_statements_total_time_seconds{query="just seen"} 70
                """);
        var seen = resources();

        assertThat(seen.times()).containsExactly("2030-01-31T12:00:00Z", "2030-01-31T12:00:04Z");
        assertThat(seen.cpuPercent()).containsExactly(null, 37.5);
        assertThat(seen.load1()).containsExactly(0.5, 1.5);
        assertThat(seen.memoryAvailableBytes()).containsExactly(1e9, 9e8);
        assertThat(seen.networkBytesPerSecond()).containsExactly(null, 110.0);
        assertThat(seen.connections()).containsExactly(7.0, 9.0);
        assertThat(seen.transactionsPerSecond()).containsExactly(null, 10.0);
        assertThat(seen.databaseBytes()).containsExactly(30.0, 31.0);
        assertThat(seen.queryMillisPerSecond()).containsExactly(null, 125.0);
    }

    @Test
    void countersMayBeSpelledEitherWayAndAreNeverCountedTwice() {
        for (var second = 0; second < 3; second++) {
            read(second, """
                    node_cpu_seconds{cpu="0",mode="idle"} %1$s.75
                    node_cpu_seconds{cpu="0",mode="system"} %1$s.25
                    node_network_transmit_bytes{device="lo"} %1$s00
                    pg_stat_database_numbackends{datid="5",datname="postgres"} 2
                    pg_stat_database_xact_commit{datname="a"} %1$s
                    pg_stat_database_xact_commit_total{datname="a"} %1$s
                    pg_stat_statements_seconds_total{queryid="1"} %1$s
                    """.formatted(second));
        }
        var seen = resources();

        assertThat(seen.cpuPercent()).containsExactly(null, 50.0, 50.0);
        assertThat(seen.networkBytesPerSecond())
                .as("nothing but loopback is there")
                .containsExactly(null, 100.0, 100.0);
        assertThat(seen.connections()).containsExactly(2.0, 2.0, 2.0);
        assertThat(seen.transactionsPerSecond()).containsExactly(null, 1.0, 1.0);
        assertThat(seen.queryMillisPerSecond()).containsExactly(null, 1000.0, 1000.0);
    }

    @Test
    void aCounterThatWasSetBackHasNoRateOnce() {
        for (var commits : List.of(100, 110, 5, 25)) {
            read(
                    series.resources("", 1, 0, 0, "", "").times().size(),
                    "pg_stat_database_xact_commit{datname=\"a\"} 7\npg_stat_database_xact_commit{datname=\"b\"} "
                            + commits);
        }
        assertThat(resources().transactionsPerSecond()).containsExactly(null, 10.0, null, 20.0);
    }

    @Test
    void theIdleTimeOfACoreMayFallALittle() {
        read(0, "node_cpu_seconds_total{mode=\"idle\"} 100\nnode_cpu_seconds_total{mode=\"user\"} 10");
        read(1, "node_cpu_seconds_total{mode=\"idle\"} 99.9\nnode_cpu_seconds_total{mode=\"user\"} 11");
        read(2, "node_cpu_seconds_total{mode=\"idle\"} 2\nnode_cpu_seconds_total{mode=\"user\"} 12");

        assertThat(resources().cpuPercent()).containsExactly(null, 100.0, null);
    }

    @Test
    void withoutIdleTimeThereIsNoShare() {
        read(0, "node_cpu_seconds_total{mode=\"user\"} 1\nnode_load1 1");
        read(1, "node_cpu_seconds_total{mode=\"user\"} 2\nnode_load1 1");

        assertThat(resources().cpuPercent()).containsExactly(null, null);
    }

    @Test
    void anEndpointThatRepeatsItselfStandsStillOnlyInItsAnswers() {
        read(0, "pg_stat_database_xact_commit 0");
        read(5, "pg_stat_database_xact_commit 0");
        read(10, "pg_stat_database_xact_commit 100");

        assertThat(resources().transactionsPerSecond()).containsExactly(null, null, 10.0);
    }

    @Test
    void aMomentIsTooShortForARate() {
        read(0, "pg_stat_database_xact_commit 0\npg_stat_database_numbackends 1");
        read(9.9, "pg_stat_database_xact_commit 90\npg_stat_database_numbackends 7");
        read(10, "pg_stat_database_xact_commit 100\npg_stat_database_numbackends 1");

        assertThat(resources().transactionsPerSecond()).containsExactly(null, 10.0);
        assertThat(resources().connections()).containsExactly(1.0, 7.0);
    }

    @Test
    void aLongRunHasFewerPointsAndNothingIsLost() {
        var readings = 5 * ResourceSeries.MOST;
        for (var second = 0; second <= readings; second++) {
            var busy = second >= 10_000 && second < 10_200;
            read(
                    second,
                    "node_load1 " + (second == 12_345 ? 99 : 1) + "\npg_stat_database_xact_commit "
                            + (second < 10_000 ? 0 : Math.min(second - 10_000, 200)) + "\npg_database_size_bytes "
                            + second
                            + (busy ? "" : "\nnode_memory_MemAvailable_bytes 5"));
        }
        var seen = resources();

        assertThat(seen.times()).hasSizeBetween(ResourceSeries.MOST / 2, ResourceSeries.MOST);
        assertThat(seen.load1()).contains(99.0);
        var perPoint = 8.0;
        var commits = seen.transactionsPerSecond().stream()
                .filter(rate -> rate != null)
                .mapToDouble(rate -> rate * perPoint)
                .sum();
        assertThat(commits).isCloseTo(200, within(1.0));
    }

    @Test
    void readsWhatNodeExporterWrites() throws IOException {
        var text = sample("node_exporter.txt");
        read(0, text);
        read(
                10,
                text.replace(",mode=\"idle\"} 4612.49", ",mode=\"idle\"} 4620.49")
                        .replace(",mode=\"user\"} 6473.3", ",mode=\"user\"} 6475.3")
                        .replace("eth0\"} 1.5e+06", "eth0\"} 2.5e+06"));
        var seen = resources();

        assertThat(seen.cpuPercent().get(1)).isCloseTo(20, within(1e-6));
        assertThat(seen.load1()).containsExactly(9.66, 9.66);
        assertThat(seen.memoryAvailableBytes()).containsExactly(12838247424.0, 12838247424.0);
        assertThat(seen.networkBytesPerSecond()).containsExactly(null, 1e5);
        assertThat(seen.connections()).containsExactly(null, null);
    }

    @Test
    void readsWhatPostgresExporterWrites() throws IOException {
        var text = sample("postgres_exporter.txt");
        read(0, text);
        read(
                10,
                text.replace("server=\"db.example.com:5432\"} 6\n", "server=\"db.example.com:5432\"} 26\n")
                        .replace("2.3309e-05", "0.010023309"));
        var seen = resources();

        assertThat(seen.connections()).containsExactly(2.0, 2.0);
        assertThat(seen.transactionsPerSecond()).containsExactly(null, 2.0);
        assertThat(seen.databaseBytes().get(0)).isEqualTo(7627267 + 7806311 + 7545347 + 7627267);
        assertThat(seen.queryMillisPerSecond().get(1)).isCloseTo(1, within(1e-3));
        assertThat(seen.load1()).containsExactly(null, null);
    }

    @Test
    void statementsAreOneFigureInTheFile() throws IOException {
        var figures =
                MetricsReading.of(START, 0, sample("postgres_exporter.txt")).figures();

        assertThat(figures)
                .containsKey("pg_database_size_bytes{datname=\"od,d{x}\",server=\"db.example.com:5432\"}")
                .hasEntrySatisfying("pg_stat_statements_total_time_seconds", seconds -> assertThat(seconds)
                        .isCloseTo(0.037198364, within(1e-9)));
    }

    private void read(double second, String text) {
        var nanos = (long) (second * 1e9);
        series.add(MetricsReading.of(START.plusNanos(nanos), nanos, text));
    }

    private Resources resources() {
        return series.resources("", 1, 0, 0, "", "");
    }

    private static String sample(String file) throws IOException {
        return Files.readString(Path.of("src/test/resources/metrics", file));
    }
}
