package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import loadtest.settings.BadInput;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlosTest {
    private static final String SCENARIO = """
            failed = "< 1 %"
            requests {
              "POST /redeem" { p95 = 500 ms, mean = 300 ms }
              "POST /redeem (replay)" { sent-again = 2 }
            }
            budgets {
              "HTTP 5xx" { codes = [5xx], at-most = 0 }
            }
            integrity = ["replays all refused"]
            """;

    @TempDir
    Path folder;

    @Test
    void readsEveryPromise() throws IOException {
        var slos = Slos.read("station_redeem_peak", DataFiles.of(folder, SCENARIO));

        assertThat(slos.requestNames()).containsExactlyInAnyOrder("POST /redeem", "POST /redeem (replay)");
        assertThat(slos.budgets())
                .extracting(budget -> Wording.name(budget.promise()))
                .containsExactly("HTTP 5xx at most 0");
        assertThat(slos.integrity()).containsExactly("replays all refused");
    }

    @Test
    void losesTheRowsOfRequestsLeftOutAndNothingElse() throws IOException {
        var slos = Slos.read("station_redeem_peak", DataFiles.of(folder, SCENARIO));
        var fewer = slos.without(Set.of("POST /redeem (replay)", "no such request"));

        assertThat(fewer.requestNames()).containsExactly("POST /redeem");
        assertThat(fewer.budgets()).isEqualTo(slos.budgets());
        assertThat(fewer.integrity()).isEqualTo(slos.integrity());
    }

    @Test
    void describesEachPromiseInALine() throws IOException {
        var slos = Slos.read("station_redeem_peak", DataFiles.of(folder, SCENARIO));

        assertThat(slos.describe(true))
                .containsExactlyInAnyOrder(
                        "POST /redeem: p95 < 500 ms, mean < 300 ms, failed < 1 %, sent once",
                        "POST /redeem (replay): failed < 1 %, sent once (all but at most 2)",
                        "HTTP 5xx at most 0",
                        "replays all refused");
        assertThat(slos.describe(false))
                .contains(
                        "POST /redeem: p95 < 500 ms, mean < 300 ms, failed < 1 %, sent once (latency for information)");
    }

    @Test
    void requestsThatChangeNothingMayBeSentAgain() throws IOException {
        var slos = Slos.read("station_redeem_peak", DataFiles.of(folder, SCENARIO))
                .reading(Set.of("POST /redeem", "POST /redeem (replay)", "no such request"));

        assertThat(slos.describe(true))
                .contains(
                        "POST /redeem: p95 < 500 ms, mean < 300 ms, failed < 1 %",
                        "POST /redeem (replay): failed < 1 %, sent once (all but at most 2)");
    }

    @Test
    void refusesAScenarioThatPromisesNothingOfItsRequests() {
        assertThatThrownBy(() -> Slos.read("station_redeem_peak", DataFiles.of(folder, "failed = 0\nrequests { }")))
                .isInstanceOf(BadInput.class)
                .hasMessage(DataFiles.NAME + " line 2: requests is '{}'; valid: a row for each request");
    }

    @Test
    void refusesFailuresAsACount() {
        assertThatThrownBy(() -> Slos.read(
                        "station_redeem_peak", DataFiles.of(folder, "failed = 5\nrequests { \"GET /x\" { } }")))
                .isInstanceOf(BadInput.class)
                .hasMessage(DataFiles.NAME + " line 1: failed is '5'; valid: 0, or a share such as \"< 1 %\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ p59 = 500 ms }   | unknown word 'p59'; valid: p95, mean, sent-again",
                "{ p95 = quick }    | p95 is 'quick'; valid: a duration such as",
                "{ p95 = 0 ms }     | p95 is '0 ms'; valid: a duration such as",
                "{ p95 = 31 s }     | p95 is '31 s'; valid: a limit that can be missed",
                "{ mean = 1 hour }  | mean is '1 hour'; valid: a limit that can be missed",
                "{ p95 = 1.5 ms }   | p95 is '1.5 ms'; valid: a duration such as",
                "{ mean = -1 s }    | mean is '-1 s'; valid: a duration such as",
                "{ sent-again = x } | sent-again is 'x'; valid: a count or a share",
                "{ sent-again = -1 }   | sent-again is '-1'; valid: a count or a share",
                "{ sent-again = 1.5 }  | sent-again is '1.5'; valid: a whole number",
                "{ sent-again = 100 % } | sent-again is '100 %'; valid: a limit that can be missed",
                "{ sent-again = < 0 }   | sent-again is '< 0'; valid: a limit that can be met",
                "= 900 ms           | is '900 ms'; valid: a block",
            })
    void saysInOneLineWhatIsWrongWithARow(String row, String said) {
        assertThatThrownBy(() -> Slos.read(
                        "station_redeem_peak",
                        DataFiles.of(folder, "failed = 0\nrequests {\n\"GET /x\" " + row + "\n}")))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching(DataFiles.NAME + " line 3: [^\\n]+")
                .hasMessageContaining(said);
    }
}
