package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.ProbeClient;
import loadtest.settings.ServerAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "  0, OK,   agrees with this machine's",
        "  5, OK,   agrees with this machine's",
        " -5, OK,   agrees with this machine's",
        " 95, NOTE, is 95 s ahead of this machine's",
        "-95, NOTE, is 95 s behind this machine's",
    })
    void judgesTheTargetsClock(long ahead, Check.CheckOutcome outcome, String words) {
        var check = answer(Optional.of(Duration.ofSeconds(ahead))).describe("answers", "https://h");

        assertThat(check.outcome()).isEqualTo(outcome);
        assertThat(check.finding())
                .startsWith("https://h answers within 12 ms; its clock ")
                .contains(words);
    }

    @Test
    void notesATargetWithoutADate() {
        assertThat(answer(Optional.empty()).describe("answers", "https://h").finding())
                .endsWith("it does not tell the time");
    }

    private static ProbeAnswer answer(Optional<Duration> ahead) {
        var response = new ProbeClient.Response(200, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
        return new ProbeAnswer(ServerAnswer.of(response), Duration.ofMillis(12), ahead);
    }
}
