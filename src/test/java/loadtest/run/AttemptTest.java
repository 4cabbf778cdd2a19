package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;

class AttemptTest {
    private static final String ANY = Workload.simplest().id();

    @Test
    void ofAWrongSettingItKnowsWhereResultsGoAndOfWhichProfileTheyAre() {
        var attempt = Attempt.of(
                ANY,
                Map.of(
                        "PERF_SHARE",
                        "4/3",
                        "PERF_OUTPUT_DIR",
                        "/elsewhere",
                        "ARTILLERY_ENV",
                        "ramp",
                        "simulation",
                        "*"));

        assertThat(attempt.settings().orElseThrow().run().outputDir()).isEqualTo(Path.of("/elsewhere"));
        assertThat(attempt.settings().orElseThrow().run().profile()).isEqualTo("ramp");
    }

    @Test
    void aFolderIsNamedAsTheEngineNamesIts() {
        assertThat(Attempt.of(ANY, Map.of()).folder())
                .matches(Workload.simplest().simulationName().toLowerCase(Locale.ROOT) + "-\\d{17}");
    }
}
