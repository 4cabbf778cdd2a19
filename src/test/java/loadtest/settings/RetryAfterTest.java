package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    /** The examples of RFC 9110, 5.6.7, are this instant in all three forms. */
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT  | 7",
                "Sunday, 06-Nov-94 08:49:37 GMT | 7",
                "Sun Nov  6 08:49:37 1994       | 7",
                "Sun Nov 13 08:49:30 1994       | 604800",
                "Sun, 06 Nov 1994 08:49:30 GMT  | 0",
                "Sun, 06 Nov 1994 08:49:29 GMT  | 0",
                "Thu, 01 Jan 1970 00:00:00 GMT  | 0",
                "0                              | 0",
                "120                            | 120",
                "'  7 '                         | 7",
                "007                            | 7",
                "99999999999999999999           | 1000000000",
            })
    void isSecondsOrADateOfAnyForm(String value, long seconds) {
        assertThat(RetryAfter.of(value, Optional.empty(), NOW)).contains(Duration.ofSeconds(seconds));
    }

    /** A server whose clock is wrong is wrong in both of its dates. */
    @Test
    void aDateIsMeasuredByTheServersOwnClock() {
        var hourAhead = Optional.of("Sun, 06 Nov 1994 09:49:30 GMT");
        var retryAfter = "Sun, 06 Nov 1994 09:49:32 GMT";

        assertThat(RetryAfter.of(retryAfter, hourAhead, NOW)).contains(Duration.ofSeconds(2));
        assertThat(RetryAfter.of(retryAfter, Optional.of("not a date"), NOW)).contains(Duration.ofSeconds(3_602));
        assertThat(RetryAfter.of("5", hourAhead, NOW)).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                "1.5",
                "+1",
                "\u0661",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "2030-01-31T12:00:00Z",
                "\u001b[2J"
            })
    void isEmptyWhereItIsNeither(String value) {
        assertThat(RetryAfter.of(value, Optional.empty(), NOW)).isEmpty();
    }
}
