package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loadtest.measure.StatusCounts;
import loadtest.settings.BadInput;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} of {2} under {0}: {3}")
    @CsvSource({
        "0,      0,   500, true",
        "0,      1,   500, false",
        "0,      0,     0, true",
        "3,      3,     3, true",
        "3,      4, 10000, false",
        "5 %,    5,   100, true",
        "5 %,   50,  1000, true",
        "5 %,   51,  1000, false",
        "5 %,    0,     0, true",
        "< 1 %,  9,  1000, true",
        "< 1 %, 10,  1000, false",
        "< 1 %, 11,  1000, false",
        "< 1 %,  0,     0, true",
        "< 3,    2,    10, true",
        "< 3,    3,    10, false",
        "0.5 %,  1,   200, true",
        "0.5 %,  2,   399, false",
    })
    void allowsUpToItself(String text, long hits, long total, boolean allowed) throws IOException {
        assertThat(limit('"' + text + '"').allows(hits, total)).isEqualTo(allowed);
    }

    @Test
    void showsItselfAndWhatWasSeen() throws IOException {
        assertThat(limit("0")).hasToString("at most 0");
        assertThat(limit("\"5 %\"")).hasToString("at most 5 %");
        assertThat(limit("5 %")).hasToString("at most 5 %");
        assertThat(limit("\"< 0.5 %\"")).hasToString("< 0.5 %");
        assertThat(shown("0", 7, 100)).isEqualTo("7");
        assertThat(shown("5 %", 7, 300)).isEqualTo("2.33 % (7)");
        assertThat(shown("5 %", 0, 0)).isEqualTo("0.00 % (0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"few\"", "-1", "\"5 percent\"", "\"> 5 %\"", "\"\"", "[1]", "{ a = 1 }"})
    void refusesAnythingElse(String value) {
        assertThatThrownBy(() -> limit(value))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(DataFiles.NAME + " line 1: failed is ")
                .hasMessageEndingWith("valid: a count or a share: 0, \"5 %\" or \"< 1 %\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "< 101 %  | a limit that can be missed",
                "< 100.01 % | a limit that can be missed",
                "100 %    | a limit that can be missed",
                "200 %    | a limit that can be missed",
                "< 0 %    | a limit that can be met",
                "< 0      | a limit that can be met",
                "< 0.0 %  | a limit that can be met",
                "1.5      | a whole number",
                "< 1.5    | a whole number",
                "99999999 | a whole number from 0 to 10000, or a share",
                "10001 | a whole number from 0 to 10000, or a share",
            })
    void refusesOneThatIsNeverMissedOrNeverMet(String text, String valid) {
        assertThatThrownBy(() -> limit('"' + text + '"'))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(DataFiles.NAME + " line 1: failed is '" + text + "'; valid: " + valid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"< 100 %", "99.9 %", "0 %", "0", "< 1"})
    void takesWhatCanBeMetAndMissed(String text) throws IOException {
        assertThat(limit('"' + text + '"').allows(0, 10)).isTrue();
        assertThat(limit('"' + text + '"').allows(10, 10)).isFalse();
    }

    @Test
    void aLatencyLimitIsBelowTheTimeAfterWhichTheEngineGivesUp() throws IOException {
        var waits = ConfigFactory.parseResources("gatling.conf").getLong("gatling.http.requestTimeout");
        assertThat(Limit.REQUEST_TIMEOUT).hasMillis(waits);

        assertThat(Limit.latency(DataFiles.of(folder, "p95 = 30 s"), "p95")).contains(Limit.REQUEST_TIMEOUT);
        assertThatThrownBy(() -> Limit.latency(DataFiles.of(folder, "p95 = 30001 ms"), "p95"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("line 1: p95 is '30001 ms'; valid: a limit that can be missed, 30 s at the most");
    }

    @Test
    void mustBeThere() {
        assertThatThrownBy(() -> Slos.read("station_redeem_peak", DataFiles.of(folder, "requests { }")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("failed is nothing");
    }

    private String shown(String value, long hits, long total) throws IOException {
        var budget =
                new Budget("station_redeem_peak", "HTTP 429", Source.HTTP, new Codes(List.of("429")), limit(value));
        return budget.judge(new StatusCounts(Map.of(429, hits), total)).actual();
    }

    private Limit limit(String value) throws IOException {
        return Limit.read(DataFiles.of(folder, "failed = " + value), "failed");
    }
}
