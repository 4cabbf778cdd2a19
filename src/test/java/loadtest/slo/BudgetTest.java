package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import loadtest.measure.StatusCounts;
import loadtest.settings.BadInput;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    private static final StatusCounts SEEN =
            new StatusCounts(Map.of(200, 900L, 429, 40L, 500, 6L, 503, 4L, 50, 9L), 1000);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}, at most {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "[5xx];      10;  MET;    10",
                "[5xx];       9;  MISSED; 10",
                "[5xx];     1 %;  MET;    1.00 % (10)",
                "[5xx];     0.9 %; MISSED; 1.00 % (10)",
                "[503];       4;  MET;    4",
                "[429, 5xx]; 5 %; MET;    5.00 % (50)",
                "[429, 5xx]; 49;  MISSED; 50",
                "[502];       0;  MET;    0",
                "429;         0;  MISSED; 40",
            })
    void countsItsCodesOnly(String codes, String atMost, VerdictOutcome outcome, String actual) throws IOException {
        var verdict = budget("codes = " + codes + ", at-most = " + atMost).judge(SEEN);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.actual()).isEqualTo(actual);
        assertThat(verdict.samples()).isEqualTo(1000);
    }

    @Test
    void isMetByWhatNeverHappened() throws IOException {
        var nothing = new StatusCounts(Map.of(), 0);

        assertThat(budget("codes = [429], at-most = 0").judge(nothing).outcome())
                .isEqualTo(VerdictOutcome.MET);
        assertThat(budget("codes = [429], at-most = 5 %").judge(nothing).outcome())
                .isEqualTo(VerdictOutcome.MET);
    }

    @Test
    void namesItsLimit() throws IOException {
        assertThat(Wording.name(budget("codes = [429], at-most = 5 %").promise()))
                .isEqualTo("HTTP 429 at most 5 %");
        assertThat(budget("codes = [429], at-most = 5 %").judge(SEEN).name()).isEqualTo("HTTP 429 at most 5 %");
    }

    @Test
    void looksAtHttpUnlessItSaysWaba() throws IOException {
        assertThat(budget("codes = [429], at-most = 0").source()).isEqualTo(Source.HTTP);
        assertThat(budget("source = waba, codes = [429], at-most = 0").source()).isEqualTo(Source.WABA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at-most = 0                                | codes is nothing; valid: status codes",
                "codes = [], at-most = 0                    | codes is '[]'; valid: status codes",
                "codes = [6xx], at-most = 0                 | codes is '[6xx]'; valid: status codes",
                "codes = [2xx], at-most = 1 %               | codes is '[2xx]'; valid: status codes",
                "codes = [5xx, x], at-most = 0              | valid: status codes",
                "codes = [50], at-most = 0                  | valid: status codes",
                "codes = [5xx]                              | at-most is nothing; valid: a count or a share",
                "codes = [5xx], at-most = some              | at-most is 'some'; valid: a count or a share",
                "codes = [5xx], at-most = 0, source = smtp  | source is 'smtp'; valid: http, waba",
                "codes = [5xx], at-most = 100 %             | at-most is '100 %'; valid: a limit that can be missed",
                "codes = [1xx], at-most = 0                 | codes is '[1xx]'; valid: status codes",
                "codes = [5xx], atmost = 0                  | unknown word 'atmost'; valid: source, codes, at-most",
            })
    void saysInOneLineWhatIsWrong(String body, String said) {
        assertThatThrownBy(() -> budget(body))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching(DataFiles.NAME + " line \\d+: [^\\n]+")
                .hasMessageContaining(said);
    }

    private Budget budget(String body) throws IOException {
        var slos = Slos.read(
                "station_redeem_peak",
                DataFiles.of(
                        folder,
                        "failed = 0\nrequests { \"GET /x\" { } }\nbudgets {\n\"HTTP 429\" {\n" + body + "\n}\n}"));
        return slos.budgets().get(0);
    }
}
