package loadtest.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    @Test
    void readsTheWantedSamplesOfPrometheusText() {
        var text = """
                # HELP node_load1 1m load average.
                # TYPE node_load1 gauge
                node_load1 0.25
                node_cpu_seconds_total{cpu="0",mode="idle"} 1.5e3 1700000000000
                pg_stat_database_xact_commit{datname="a b"} 42
                pg_database_size_bytes{datname="x"} NaN
                node_boot_time_seconds 1.7e9
                not a sample
                """;

        assertThat(PrometheusText.parse(text))
                .isEqualTo(Map.of(
                        "node_load1", 0.25,
                        "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"}", 1500.0,
                        "pg_stat_database_xact_commit{datname=\"a b\"}", 42.0));
    }
}
