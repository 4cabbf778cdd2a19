package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    @TempDir
    Path root;

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
    void readsTheFileInTheRoot() throws IOException {
        Files.writeString(root.resolve(".env"), """
                # comment

                PERF_EMAIL=load@example.com
                PERF_PASSWORD="with # and = and spaces"
                PERF_ORG_SLUG = demo   # the demo organisation
                PERF_BEARER_TOKEN=
                PERF_STATIC_HEADERS={"x-team":"perf"}
                """);

        assertThat(Variables.dotEnv(root))
                .containsEntry("PERF_EMAIL", "load@example.com")
                .containsEntry("PERF_PASSWORD", "with # and = and spaces")
                .containsEntry("PERF_ORG_SLUG", "demo")
                .containsEntry("PERF_STATIC_HEADERS", "{\"x-team\":\"perf\"}");
    }

    @Test
    void doesWithoutAFile() {
        assertThat(Variables.dotEnv(root)).isEmpty();
    }

    @Test
    void refusesAFileThatIsNotOfTheFormWithoutShowingTheLine() throws IOException {
        Files.writeString(root.resolve(".env"), "PERF_EMAIL=a\ncanary-secret\n");

        assertThatThrownBy(() -> Variables.dotEnv(root))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(".env: ")
                .hasMessageNotContainingAny("canary", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERF_EMAIL=canary-b", " PERF_EMAIL = canary-a", "PERF_EMAIL="})
    void refusesAVariableThatIsWrittenTwice(String again) throws IOException {
        Files.writeString(root.resolve(".env"), "# PERF_EMAIL=x\nPERF_EMAIL=canary-a\nPERF_ORG_SLUG=demo\n" + again);

        assertThatThrownBy(() -> Variables.dotEnv(root))
                .isInstanceOf(BadInput.class)
                .hasMessage(".env line 4: PERF_EMAIL is written twice, first in line 2; write it once");
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
