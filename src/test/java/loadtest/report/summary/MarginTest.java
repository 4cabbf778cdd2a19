package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import loadtest.slo.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginTest {

    @ParameterizedTest
    @CsvSource({
        "< 500 ms,    612 ms,       22 % over",
        "< 500 ms,    501 ms,       0.2 % over",
        "< 500 ms,    500 ms,       at the limit",
        "< 500 ms,    310 ms,       38 % left",
        "< 500 ms,    0 ms,         100 % left",
        "< 1 %,       2.50 % (1),   150 % over",
        "at most 5 %, 4.90 % (147), 2.0 % left",
        "at most 2.5 %, 1.25 % (3), 50 % left",
        "at most 0,   0,            none seen",
        "at most 0,   7,            none allowed",
        "at most 0 %, 0.10 % (1),   none allowed",
    })
    void saysByHowMuch(String limit, String actual, String words) {
        assertThat(Margin.of(verdict(limit, actual)))
                .get()
                .extracting(Margin::words)
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"yes, 3 of 3 refused", "-, 48 ms", "at least 1, none", "< 500 ms, none"})
    void isAbsentWhereAPromiseIsNotInNumbers(String limit, String actual) {
        assertThat(Margin.of(verdict(limit, actual))).isEmpty();
    }

    @Test
    void isInPercentOfTheLimit() {
        var margin = Margin.of(verdict("< 500 ms", "600 ms")).orElseThrow();

        assertThat(margin).isEqualTo(new Margin(500, 600, "ms", 120.0, "20 % over"));
        assertThat(margin.over()).isTrue();
        assertThat(Margin.of(verdict("at most 0", "7")).orElseThrow().usedPercent())
                .isNull();
    }

    private static Verdict verdict(String limit, String actual) {
        return new Verdict("POST /redeem p95", limit, actual, 40, Verdict.Outcome.MISSED, "");
    }
}
