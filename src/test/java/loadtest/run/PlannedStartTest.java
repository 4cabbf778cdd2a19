package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedStartTest {
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 86_400})
    void takesATimeThatIsAheadOrHasJustGone(long seconds) {
        assertThatCode(() -> PlannedStart.require(NOW.plusSeconds(seconds), NOW))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"-301, this was 5:01 ago", "90000, this is 25 hours ahead"})
    void refusesAnyOtherInOneLine(long seconds, String why) {
        var at = NOW.plusSeconds(seconds);

        assertThatThrownBy(() -> PlannedStart.require(at, NOW))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_START_AT: found '" + at + "'; valid: a time from now on, a day ahead at the most; "
                        + why);
    }

    /** All machines count from the same time, whoever's user is the first. */
    @Test
    void arrivalsAreCountedFromBeforeTheFirst() {
        var start = PlannedStart.of(NOW, Duration.ofMillis(700));

        assertThat(start.beginning()).isEqualTo("2030-01-31T11:59:59.300Z");
        assertThat(start.warmUpEnd(true)).isBefore(start.warmUpEnd(false)).isBefore(start.beginning());
    }

    @ParameterizedTest
    @CsvSource({"600, true", "31, true", "30, false", "5, false", "0, false", "-10, false"})
    void halfAMinuteBeforeItTheLastStepsAreDue(long seconds, boolean far) {
        assertThat(PlannedStart.of(NOW.plusSeconds(seconds), Duration.ZERO).isFar(NOW))
                .isEqualTo(far);
    }

    @Test
    void doesNotWaitForWhatIsGone() {
        var start = PlannedStart.of(Instant.now().minusSeconds(3), Duration.ZERO);

        assertThat(start.awaitLastSteps("a run")).isFalse();
        start.awaitEngine();
    }
}
