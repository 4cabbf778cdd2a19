package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import loadtest.measure.RequestKey;
import loadtest.slo.Limit;
import loadtest.slo.Observation;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginTest {

    @ParameterizedTest
    @CsvSource({
        "500, MILLIS,   612, 22 % over",
        "500, MILLIS,   501, 0.2 % over",
        "500, MILLIS,   500, at the limit",
        "500, MILLIS,   310, 38 % left",
        "500, MILLIS,     0, 100 % left",
        "1,   PERCENT,  2.5, 150 % over",
        "5,   PERCENT,  4.9, 2.0 % left",
        "2.5, PERCENT, 1.25, 50 % left",
        "0,   COUNT,      0, none seen",
        "0,   COUNT,      7, none allowed",
        "0,   PERCENT,  0.1, none allowed",
    })
    void saysByHowMuch(double limit, Limit.Unit unit, double seen, String words) {
        assertThat(Margin.of(verdict(limit, unit, new Observation.Measured(seen, 1L))))
                .get()
                .extracting(Margin::words)
                .isEqualTo(words);
    }

    @Test
    void isAbsentWhereAPromiseIsNotInNumbersOrNothingWasSeen() {
        assertThat(List.of(
                        Verdicts.kept("replays all refused", "3 of 3 refused", 3, VerdictOutcome.MET),
                        Verdicts.latency("GET /x", Statistic.P95, null, 48, 30, VerdictOutcome.PRINTED, ""),
                        Verdicts.neverSent("GET /x"),
                        verdict(500, Limit.Unit.MILLIS, new Observation.NoSamples()),
                        verdict(1, Limit.Unit.PERCENT, new Observation.Late(20, 20, 100, 700)),
                        verdict(1, Limit.Unit.PERCENT, new Observation.Started(80, 100))))
                .extracting(Margin::of)
                .containsOnly(Optional.empty());
    }

    @Test
    void isInPercentOfTheLimit() {
        var margin = Margin.of(verdict(500, Limit.Unit.MILLIS, Observation.millis(600)))
                .orElseThrow();

        assertThat(margin).isEqualTo(new Margin(500, 600, "ms", false, 120.0, "20 % over"));
        assertThat(margin.over()).isTrue();
        assertThat(Margin.of(verdict(0, Limit.Unit.COUNT, new Observation.Measured(7, 7L)))
                        .orElseThrow()
                        .usedPercent())
                .isNull();
    }

    private static Verdict verdict(double limit, Limit.Unit unit, Observation seen) {
        var request = new RequestKey("station_redeem_peak", "POST /redeem");
        var promise = Promise.ofRequest(request, Statistic.P95, new Limit(limit, false, unit));
        return new Verdict(promise, seen, 40, VerdictOutcome.MISSED, "");
    }

    /** A share may lack what is between it and 100 %; a rate may be as high as it likes. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "95,  PERCENT,    100,  0,    5.3 % above, false",
                "95,  PERCENT,    98,   40,   3.2 % above, false",
                "95,  PERCENT,    95,   100,  at the limit, false",
                "95,  PERCENT,    90,   200,  5.3 % short, true",
                "100, PERCENT,    99,   none, 1.0 % short, true",
                "100, PER_MINUTE, 1000, 10,   900 % above, false",
                "100, PER_MINUTE, 50,   200,  50 % short, true",
                "100, PER_MINUTE, 0,    none, 100 % short, true",
            })
    void ofALowerLimitItIsWhatLacks(
            double limit, Limit.Unit unit, double actual, Double used, String words, boolean over) {
        var promise = new Promise(
                PromiseKind.THROUGHPUT,
                "station_redeem_peak",
                "POST /redeem",
                Statistic.THROUGHPUT,
                new Limit(limit, true, unit),
                null);
        var margin = Margin.of(
                        new Verdict(promise, new Observation.Answered(actual, 1, null, 60), 1, VerdictOutcome.MET, ""))
                .orElseThrow();

        if (used == null) {
            assertThat(margin.usedPercent()).isNull();
        } else {
            assertThat(margin.usedPercent()).isCloseTo(used, within(0.01));
        }
        assertThat(margin.words()).isEqualTo(words);
        assertThat(margin.over()).isEqualTo(over);
    }
}
