package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import loadtest.server.DatabaseActivity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {

    @Test
    void saysThatAnEarlyReadingMayLackRows() {
        var read = new DatabaseActivity(List.of(), List.of(), "");

        assertThat(Observation.settled(read, 11)).isEqualTo(read);
        assertThat(Observation.settled(read, 1).mayLack()).contains("1 s after the load", "may lack its last rows");
        assertThat(Observation.settled(read, 0).trouble()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "15, 1", "60, 6", "110, 11", "600, 11"})
    void waitsForTheLastRowsNoLongerThanTheLoadIsWorth(int seconds, int settling) {
        assertThat(Observation.settling(Duration.ofSeconds(seconds))).isEqualTo(settling);
    }
}
