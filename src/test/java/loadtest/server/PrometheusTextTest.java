package loadtest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import loadtest.server.PrometheusText.MetricSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {

    @Test
    void readsTheWantedSamplesAndPassesOverTheRest() {
        var text = """
                # HELP node_load1 1m load average.
                # TYPE node_load1 gauge

                node_load1 0.25
                  node_load5\t{ host = "a" , }\t0.5\t
                node_boot_time_seconds 1.7e9
                not a sample
                node_load15 0.75""";

        assertThat(PrometheusText.parse(text, name -> name.startsWith("node_load")))
                .containsExactly(
                        new MetricSample("node_load1", Map.of(), 0.25),
                        new MetricSample("node_load5", Map.of("host", "a"), 0.5),
                        new MetricSample("node_load15", Map.of(), 0.75));
    }

    @ParameterizedTest
    @CsvSource({
        "m 12, 12",
        "m -0.5, -0.5",
        "m +3., 3",
        "m .5, 0.5",
        "m 1.2838247424e+10, 12838247424",
        "m 2.3E-05, 0.000023",
        "m 1.5e3 1700000000000, 1500",
        "m 4 -1, 4",
        "m 4 1700000000.123, 4",
        "m 4 1.7e9, 4",
        "'m 4 # {trace_id=\"a\"} 0.5 1700000000.1', 4",
        "'m 4 1700000000.123 # {} 1', 4",
        "'m{} 5 # {a=\"1 2\"} 0.67', 5",
        "'m{} 5', 5",
    })
    void readsNumbersAsPrometheusWritesThem(String line, double value) {
        assertThat(PrometheusText.parse(line, name -> true)).containsExactly(new MetricSample("m", Map.of(), value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m NaN",
                "m +Inf",
                "m -Inf",
                "m 1e999",
                "m",
                "m ",
                "m one",
                "m 1f",
                "m 0x10",
                "m 1 2 3",
                "m 1 soon",
                "m 1 #",
                "m 1 # no exemplar",
                "m # {a=\"b\"} 1",
                "m{a=\"b\"}",
                "m{a=\"b\" 1",
                "m{a=\"b} 1",
                "m{a=b} 1",
                "m{a} 1",
                "m{=\"b\"} 1",
                "m{,} 1",
                "m{a=\"1\" b=\"2\"} 1",
                "{\"m\"} 1",
                "#m 1",
                "<m>1</m>",
            })
    void passesOverWhatIsNoFiniteSample(String line) {
        assertThat(PrometheusText.parse(line, name -> true)).isEmpty();
    }

    @Test
    void readsOpenMetrics() {
        var text = """
                \uFEFFnode_load1 0.25 1700000000.123
                # TYPE node_cpu_seconds counter
                # UNIT node_cpu_seconds seconds
                # HELP node_cpu_seconds Time spent
                node_cpu_seconds_total{cpu="0",mode="idle"} 1.5e3 1700000000.123 # {trace_id="# {x"} 0.5 1700000000
                node_cpu_seconds_created{cpu="0",mode="idle"} 1699999999.5
                # EOF
                """;

        assertThat(PrometheusText.parse(text, name -> true))
                .containsExactly(
                        new MetricSample("node_load1", Map.of(), 0.25),
                        new MetricSample("node_cpu_seconds_total", Map.of("cpu", "0", "mode", "idle"), 1500),
                        new MetricSample("node_cpu_seconds_created", Map.of("cpu", "0", "mode", "idle"), 1699999999.5));
        assertThat(PrometheusText.parse(text.replace("\n", "\r\n"), name -> true))
                .isEqualTo(PrometheusText.parse(text, name -> true));
    }

    @Test
    void labelsMayHoldAnything() {
        var line =
                "m{query=\"select \\\"a\\\", '}' from b where c = $1 # {d,e} \\\\ \\n\\tgo \r\u2028é\",db=\"\",z=\"1\"} 7";

        var sample = PrometheusText.parse(line, name -> true).get(0);

        assertThat(sample.labels())
                .isEqualTo(Map.of(
                        "query",
                        "select \"a\", '}' from b where c = $1 # {d,e} \\ \ntgo \r\u2028é",
                        "db",
                        "",
                        "z",
                        "1"));
        assertThat(sample.value()).isEqualTo(7);
        // As it was, but for the order and an escape that there is none of.
        assertThat(PrometheusText.parse(sample.series() + " 7", name -> true)).containsExactly(sample);
        assertThat(sample.series())
                .startsWith("m{db=\"\",query=\"select \\\"a\\\"")
                .contains("\\\\ \\ntgo");
    }
}
