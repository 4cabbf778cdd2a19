package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWordsTest {

    @ParameterizedTest
    @CsvSource({"0, 00:00", "42, 00:42", "3599, 59:59", "3600, 1:00:00", "36061, 10:01:01"})
    void saysTimeSinceTheStart(long seconds, String words) {
        assertThat(TimeWords.elapsed(seconds)).isEqualTo(words);
    }

    @Test
    void saysWholeSecondsOfATimeWithNanoseconds() {
        var when = new Summary.Conditions(
                List.of(),
                true,
                null,
                List.of(),
                "2030-01-31T14:00:00.987654321Z",
                "2030-01-31T14:10:03.123456789Z",
                null,
                null);

        assertThat(TimeWords.day(when.started())).isEqualTo("2030-01-31 14:00:00 UTC");
        assertThat(TimeWords.span(when)).isEqualTo("2030-01-31 14:00:00 UTC, for 10:02");
    }
}
