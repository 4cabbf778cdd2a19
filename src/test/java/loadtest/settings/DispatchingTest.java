package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatchingTest {
    @Test
    void isByDefaultAsTheOlderScriptWas() {
        var usual = of(Map.of());

        assertThat(usual)
                .isEqualTo(
                        new Dispatching(Duration.ofMillis(300), Duration.ofMillis(800), Duration.ofSeconds(30), true));
        assertThat(usual.changes()).isEmpty();
        assertThat(of(Map.of("PERF_CAMPAIGN_WAIT_MIN", "0.3", "PERF_CAMPAIGN_TIMEOUT", "30.0"))
                        .changes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2,,2000,2000",
        ",0.1,100,100",
        "0.5,,500,800",
        ",5,300,5000",
        "1,1,1000,1000",
        "0,0,0,0",
        "3,5,3000,5000"
    })
    void oneEndOfTheWaitsGivesWayToTheOtherThatIsSet(String min, String max, long shortest, long longest) {
        var waits = of(waits(min, max));

        assertThat(waits.shortestWait()).hasMillis(shortest);
        assertThat(waits.longestWait()).hasMillis(longest);
    }

    @Test
    void refusesAShortestWaitThatIsLongerThanTheLongest() {
        assertThatThrownBy(() -> of(waits("2.50", "0.5")))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_CAMPAIGN_WAIT_MIN: found '2.5'; valid: at most PERF_CAMPAIGN_WAIT_MAX, which is 0.5");
    }

    @Test
    void knowsWhetherASenderWaitsLongerThanUsual() {
        assertThat(of(waits("0.8", "0.8")).longerWait()).isZero();
        assertThat(of(waits("5", "6")).longerWait()).hasSeconds(6);
    }

    @Test
    void saysWhatIsUnlikeTheUsual() {
        assertThat(of(Map.of(
                                "PERF_CAMPAIGN_WAIT_MIN", "1",
                                "PERF_CAMPAIGN_TIMEOUT", "0.5",
                                "PERF_CAMPAIGN_INCLUDE_METADATA", "no"))
                        .changes())
                .containsExactly(
                        "a sender waits 1 to 1 s between batches (PERF_CAMPAIGN_WAIT_MIN, PERF_CAMPAIGN_WAIT_MAX)",
                        "a batch without an answer is given up after 0.5 s (PERF_CAMPAIGN_TIMEOUT)",
                        "batches carry no metadata (PERF_CAMPAIGN_INCLUDE_METADATA)");
    }

    private static Map<String, String> waits(String min, String max) {
        var variables = new HashMap<String, String>();
        variables.put("PERF_CAMPAIGN_WAIT_MIN", min);
        variables.put("PERF_CAMPAIGN_WAIT_MAX", max);
        variables.values().removeIf(value -> value == null);
        return variables;
    }

    private static Dispatching of(Map<String, String> variables) {
        return Settings.of(variables).campaign().dispatching();
    }
}
