package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import loadtest.server.Resources;
import org.junit.jupiter.api.Test;

class PeaksTest {

    @Test
    void theHighestOfEachColumnAndWhenItWasFirstSeen() {
        var peaks = Peaks.of(resources(
                List.of("12:00", "12:05", "12:10"),
                Arrays.asList(null, 40.0, 40.0),
                Arrays.asList(null, null, null),
                List.of(3.0, 9.0, 10.0),
                Arrays.asList(null, 0.0, null)));

        assertThat(peaks.cpuPercent()).isEqualTo(new Peaks.Peak(40, "12:05"));
        assertThat(peaks.networkBytesPerSecond()).isNull();
        assertThat(peaks.connections()).isEqualTo(new Peaks.Peak(10, "12:10"));
        assertThat(peaks.queryMillisPerSecond()).isEqualTo(new Peaks.Peak(0, "12:05"));
    }

    @Test
    void noneWhereNothingWasSeen() {
        var none = new Peaks(null, null, null, null);

        assertThat(Peaks.of(null)).isEqualTo(none);
        assertThat(Peaks.of(resources(List.of(), List.of(), List.of(), List.of(), List.of())))
                .isEqualTo(none);
    }

    private static Resources resources(
            List<String> times, List<Double> cpu, List<Double> network, List<Double> connections, List<Double> query) {
        return new Resources(
                "db.example.com",
                5,
                times.size(),
                0,
                "",
                "",
                times,
                cpu,
                List.of(),
                List.of(),
                network,
                connections,
                List.of(),
                List.of(),
                query);
    }
}
