package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetVersionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status':'ok','version':'2.3.1','commit':'4f2a9c1'} | 2.3.1 (4f2a9c1)",
                "{'status':'ok','version':7}                          | 7",
                "{'git':{'commit':{'id':'4f2a9c1'}}}                  | 4f2a9c1",
                "{'build':{'version':'1.0'},'git':{'commit':'abc'}}   | 1.0 (abc)",
                "{'version':{'major':2},'sha':'abc'}                  | abc",
                "{'version':'x\\u001b[2J'}                         | x\\u001b[2J"
            })
    void isWhatAHealthAnswerNames(String answer, String version) throws Exception {
        assertThat(in(answer)).isEqualTo(version);
    }

    @Test
    void isUnknownWhereNoneIsNamed() throws Exception {
        assertThat(in("{'status':'ok','latencyMs':3,'version':null,'commit':''}"))
                .isNull();
        assertThat(in("[]")).isNull();
        assertThat(in("{'version':'" + "9".repeat(100) + "'}")).hasSizeLessThan(50);
    }

    private static String in(String answer) throws Exception {
        return TargetVersion.in(new ObjectMapper().readTree(answer.replace('\'', '"')))
                .orElse(null);
    }
}
