package loadtest.standin.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanTest {
    @ParameterizedTest
    @CsvSource({
        "24h, PT24H",
        "1h30m, PT1H30M",
        "1.5h, PT1H30M",
        ".5m, PT30S",
        "876000h, PT876000H",
        "90s500ms, PT1M30.5S",
        "-1h, PT-1H",
        "+1h, PT1H"
    })
    void aDurationIsReadAsGoReadsIt(String text, Duration duration) {
        assertThat(Ban.of(text).until().toInstant())
                .isCloseTo(Instant.now().plus(duration), within(1, ChronoUnit.MINUTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "0", "0s", "-0h"})
    void nothingLiftsTheBan(String text) {
        assertThat(Ban.of(text).until()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"24", "1d", "1 h", "h", "forever", "1h-", "P1D", "9999999999h"})
    void whatIsNoDurationOfGoIsRefused(String text) {
        assertThatThrownBy(() -> Ban.of(text)).isInstanceOfSatisfying(AuthError.class, error -> {
            assertThat(error.code()).isEqualTo("validation_failed");
            assertThat(error.first().getString("msg"))
                    .startsWith("invalid format for ban duration")
                    .contains(text);
        });
    }

    @Test
    void aNegativeBanIsOverAlready() {
        assertThat(Ban.of("-1h").until().toInstant()).isBefore(Instant.now());
    }
}
