package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
    @Test
    void letsTheRealEnvironmentWin() {
        assertThat(Variables.merge(
                        Map.of("PERF_EMAIL", "file", "PERF_ORG_SLUG", "file"), Map.of("PERF_EMAIL", "real"), Map.of()))
                .isEqualTo(Map.of("PERF_EMAIL", "real", "PERF_ORG_SLUG", "file"));
    }

    @Test
    void letsPropertiesWinOverBoth() {
        assertThat(Variables.merge(Map.of("profile", "file"), Map.of("profile", "real"), Map.of("profile", "ramp")))
                .containsEntry("profile", "ramp");
    }

    @Test
    void countsBlankAsUnset() {
        assertThat(Variables.merge(Map.of("A", "file", "B", " "), Map.of("A", "", "C", "\t"), Map.of("profile", "")))
                .isEqualTo(Map.of("A", "file"));
    }

    @Test
    void dropsSpacesAroundAValue() {
        assertThat(Variables.merge(Map.of(), Map.of("A", " x\n"), Map.of())).containsEntry("A", "x");
    }

    @Test
    void keepsBlanksThatTheFileHasInQuotes() {
        assertThat(Variables.merge(Map.of("A", " x ", "B", "  "), Map.of(), Map.of()))
                .isEqualTo(Map.of("A", " x "));
    }

    @Test
    void refusesAnOutputFolderThatMavenWouldNotSee() {
        assertThatThrownBy(() -> Variables.merge(Map.of("PERF_OUTPUT_DIR", "out"), Map.of(), Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_OUTPUT_DIR is set only in .env");
        assertThatThrownBy(() ->
                        Variables.merge(Map.of("PERF_OUTPUT_DIR", "out"), Map.of("PERF_OUTPUT_DIR", " "), Map.of()))
                .isInstanceOf(BadInput.class);
        assertThat(Variables.merge(Map.of("PERF_OUTPUT_DIR", "out"), Map.of("PERF_OUTPUT_DIR", "real"), Map.of()))
                .containsEntry("PERF_OUTPUT_DIR", "real");
        assertThat(Variables.merge(Map.of("PERF_OUTPUT_DIR", ""), Map.of(), Map.of()))
                .isEmpty();
    }
}
