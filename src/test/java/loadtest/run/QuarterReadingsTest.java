package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import loadtest.server.Resources;
import org.junit.jupiter.api.Test;

class QuarterReadingsTest {
    private static final Instant BEGIN = Instant.parse("2030-01-31T12:00:00Z");
    private static final Duration LOAD = Duration.ofSeconds(40);

    @Test
    void takesTheReadingsOfTheFirstAndOfTheLastQuarter() {
        var seen = readings("db.staging.example.com", Arrays.asList(1.0, 2.0, null, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0));

        assertThat(seen.connections().first()).containsExactly(1.0, 2.0);
        assertThat(seen.connections().last()).containsExactly(7.0, 8.0);
        assertThat(seen.memory().informs()).isEmpty();
    }

    @Test
    void theMemoryOfThisMachineIsForInformation() {
        var seen = readings("127.0.0.1", List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0));

        assertThat(seen.memory().informs()).startsWith("for information: the target shares this machine's memory");
        assertThat(seen.connections().informs()).isEmpty();
    }

    @Test
    void saysWhereTheServerSaysNothing() {
        var none = new QuarterReadings(null, LOAD, OptionalLong.of(BEGIN.toEpochMilli()));
        var empty = readings("db.staging.example.com", Collections.nCopies(9, null));

        for (var seen : List.of(none.memory(), none.connections(), empty.memory(), empty.connections())) {
            assertThat(seen.unknown()).isEqualTo("no metrics of the server (PERF_SUPABASE_METRICS_URL)");
        }
    }

    /** A reading every five seconds, from the beginning of the load to its end. */
    private static QuarterReadings readings(String source, List<Double> values) {
        var times = IntStream.range(0, values.size())
                .mapToObj(n -> BEGIN.plusSeconds(5L * n).toString())
                .toList();
        var resources = new Resources(
                source,
                5,
                values.size(),
                0,
                "",
                "",
                times,
                values,
                values,
                values,
                values,
                values,
                values,
                values,
                values);
        return new QuarterReadings(resources, LOAD, OptionalLong.of(BEGIN.toEpochMilli()));
    }
}
