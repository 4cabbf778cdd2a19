package loadtest.scenario.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextTryTest {
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 202, 500, 503})
    void nothingButA429IsSentAgain(int status) {
        var next = NextTry.after(status, 1, Optional.of("3"), Optional.empty(), NOW);

        assertThat(next.again()).isFalse();
        assertThat(next.said()).isEmpty();
        assertThat(next.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "1 | 3                               | 3000 | sent again in 3 s",
                "5 | 30                              | 30000 | sent again in 30 s",
                "1 | Thu, 31 Jan 2030 12:00:20 GMT   | 20000 | sent again in 20 s",
                "1 | Thursday, 31-Jan-30 12:00:20 GMT | 20000 | sent again in 20 s",
                "1 | Thu Jan 31 12:00:20 2030        | 20000 | sent again in 20 s",
                "1 | none                            | 1000 | sent again in 1 s",
                "1 | Thu, 31 Jan 2030 11:00:00 GMT   | 100  | sent again in 0.1 s",
                "1 | 0                               | 100  | sent again in 0.1 s",
                "2 | 0                               | 200  | sent again in 0.2 s",
                "5 | 0                               | 1600 | sent again in 1.6 s",
                "5 | 2                               | 2000 | sent again in 2 s",
            })
    void waitsAsItIsToldAndNeverInAHotLoop(int tries, String retryAfter, long millis, String said) {
        var next = NextTry.after(429, tries, Optional.ofNullable(retryAfter), Optional.empty(), NOW);

        assertThat(next.again()).isTrue();
        assertThat(next.pause()).hasMillis(millis);
        assertThat(next.said()).isEqualTo(said);
        assertThat(next.remarks()).isEmpty();
    }

    @Test
    void measuresADateByTheDispatchersClock() {
        var next = NextTry.after(
                429,
                1,
                Optional.of("Thu, 31 Jan 2030 13:00:02 GMT"),
                Optional.of("Thu, 31 Jan 2030 13:00:00 GMT"),
                NOW);

        assertThat(next.pause()).hasSeconds(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 31                            | given up: told to wait longer than 30 s (31 s)",
                "1 | Thu, 31 Jan 2030 12:02:00 GMT | given up: told to wait longer than 30 s (120 s)",
                "1 | 12345678901                   | given up: told to wait longer than 30 s (1000000000 s)",
                "6 | 3                             | given up: told to wait 6 times (now 3 s)",
            })
    void givesUpWithItsReason(int tries, String retryAfter, String said) {
        var next = NextTry.after(429, tries, Optional.of(retryAfter), Optional.empty(), NOW);

        assertThat(next.again()).isFalse();
        assertThat(next.said()).isEqualTo(said);
        assertThat(next.remarks()).singleElement().asString().startsWith("batches given up (told to wait ");
    }

    @Test
    void saysThatATimeCannotBeReadAndWaitsAsUsual() {
        var next = NextTry.after(429, 1, Optional.of("so\u001b[2Jon"), Optional.empty(), NOW);

        assertThat(next.again()).isTrue();
        assertThat(next.pause()).hasSeconds(1);
        assertThat(next.said())
                .isEqualTo("sent again in 1 s: Retry-After is 'so\\u001b[2Jon', neither seconds nor a date");
        assertThat(next.remarks()).containsExactly("answers with a Retry-After that is neither seconds nor a date");
    }
}
