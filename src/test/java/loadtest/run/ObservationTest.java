package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {

    @ParameterizedTest
    @CsvSource({"3, 1", "15, 1", "60, 6", "110, 11", "600, 11"})
    void waitsForTheLastRowsNoLongerThanTheLoadIsWorth(int seconds, int settling) {
        assertThat(Observation.settling(Duration.ofSeconds(seconds))).isEqualTo(settling);
    }
}
