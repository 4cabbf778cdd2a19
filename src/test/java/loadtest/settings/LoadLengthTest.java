package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadLengthTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"90", "+5000", "1e3", "1.5", "0s", "1500 ms", "1000000001 ns", "25h", "-2m", "PT2M", "long"})
    void refusesALengthThatIsNotInWholeSeconds(String text) {
        assertThatThrownBy(() -> Settings.of(Map.of("PERF_LOAD_LENGTH", text)))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_LOAD_LENGTH: found '" + text
                        + "'; valid: a time in whole seconds such as 90 minutes or 2h, a day at the most");
    }
}
