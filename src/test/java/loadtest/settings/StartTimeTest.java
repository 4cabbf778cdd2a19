package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"2030-01-31T12:00:00Z", "2030-01-31T14:00:00+02:00", "2030-01-31 12:00:00.000Z"})
    void takesAnInstant(String text) {
        assertThat(startAt(text)).isEqualTo(Instant.parse("2030-01-31T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"PT2M, 120", "pt90s, 90", "2m, 120", "2 minutes, 120", "90 s, 90", "1h, 3600", "P1D, 86400", "0s, 0"})
    void takesATimeFromNow(String text, long seconds) {
        var before = Instant.now();
        var at = startAt(text);

        assertThat(at).isBetween(before.plusSeconds(seconds), Instant.now().plusSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-01-31T12:00:00",
                "2030-01-31",
                "12:00",
                "soon",
                "120",
                "1.5",
                "+5",
                "1e3",
                "-2m",
                "PT-2M",
                "P2D",
                "25h",
                "2x",
                "PT",
                "2030-02-31T12:00:00Z",
                "99999999999999999999h",
                "P99999999999999999999D"
            })
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> startAt(text))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_START_AT: found '" + text + "'; valid: an instant with its offset")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly/7", "a b", "-x", "ü", ".hidden"})
    void refusesAGroupThatIsNoName(String name) {
        assertThatThrownBy(() -> Settings.of(Map.of("PERF_RUN_GROUP", name)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_RUN_GROUP: found '" + name + "'; valid: a name such as");
    }

    private static Instant startAt(String text) {
        return Settings.of(Map.of("PERF_START_AT", text)).run().startAt().orElseThrow();
    }
}
