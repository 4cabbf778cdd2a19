package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

    @Test
    void theLineForTheParentSurvivesEveryCharset() throws Exception {
        var variables = Map.of("PERF_SUMMARY_PATH", "/home/J\u00fcrgen/\u6e2c\u8a66");

        var line = Launch.json(variables);

        assertThat(line).isASCII();
        assertThat(new ObjectMapper().readTree(line).path("PERF_SUMMARY_PATH").asText())
                .isEqualTo(variables.get("PERF_SUMMARY_PATH"));
    }

    @Test
    void aFileThatIsInTheWayIsNamedWithTheReason(@TempDir Path folder) throws Exception {
        var inTheWay = Files.writeString(folder.resolve("standin"), "");

        assertThatThrownBy(() -> StandIn.start(0, folder))
                .isInstanceOf(BadInput.class)
                .hasMessage("the stand-in did not start: " + inTheWay + ": a file is in the way");
    }
}
