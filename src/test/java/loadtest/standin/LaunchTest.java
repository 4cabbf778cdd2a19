package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {

    @Test
    void theLineForTheParentSurvivesEveryCharset() throws Exception {
        var variables = Map.of("PERF_SUMMARY_PATH", "/home/J\u00fcrgen/\u6e2c\u8a66");

        var line = Launch.json(variables);

        assertThat(line).isASCII();
        assertThat(new ObjectMapper().readTree(line).path("PERF_SUMMARY_PATH").asText())
                .isEqualTo(variables.get("PERF_SUMMARY_PATH"));
    }
}
