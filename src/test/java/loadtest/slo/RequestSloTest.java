package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.measure.RequestKey;
import loadtest.measure.ResponseTimes;
import loadtest.measure.Stats;
import loadtest.testing.Verdicts;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RequestSloTest {
    private static final Limit UNDER_ONE_PERCENT = new Limit(1, false, Limit.Unit.PERCENT);
    private static final RequestSlo SLO = new RequestSlo(
            new RequestKey("station_redeem_peak", "POST /redeem"),
            Optional.of(Duration.ofMillis(500)),
            Optional.of(Duration.ofMillis(300)),
            UNDER_ONE_PERCENT,
            Optional.empty(),
            false,
            false);

    @Test
    void isMetBelowItsLimits() {
        assertThat(SLO.judge(Optional.of(stats(300, 0, 299, 299)), true))
                .extracting(Verdict::name, Verdict::limit, Verdict::actual, Verdict::outcome, Verdict::note)
                .containsExactly(
                        tuple("POST /redeem p95", "< 500 ms", "299 ms", VerdictOutcome.MET, ""),
                        tuple("POST /redeem mean", "< 300 ms", "299 ms", VerdictOutcome.MET, ""),
                        tuple("POST /redeem failed", "< 1 %", "0.00 % (0)", VerdictOutcome.MET, ""),
                        tuple("POST /redeem sent once", "all", "all 300", VerdictOutcome.MET, ""));
    }

    @Test
    void isMissedAtItsLimits() {
        assertThat(SLO.judge(Optional.of(stats(297, 3, 500, 500)), true))
                .extracting(Verdict::actual, Verdict::outcome)
                .containsExactly(
                        tuple("500 ms", VerdictOutcome.MISSED),
                        tuple("500 ms", VerdictOutcome.MISSED),
                        tuple("1.00 % (3)", VerdictOutcome.MISSED),
                        tuple("all 300", VerdictOutcome.MET));
    }

    @Test
    void printsLatencyOnlyWhereItDoesNotGate() {
        assertThat(SLO.judge(Optional.of(stats(297, 3, 900, 900)), false))
                .extracting(Verdict::outcome)
                .containsExactly(
                        VerdictOutcome.PRINTED, VerdictOutcome.PRINTED, VerdictOutcome.MISSED, VerdictOutcome.MET);
    }

    @Test
    void printsTheLatencyOfARequestWithoutLimits() {
        var printed = new RequestSlo(
                new RequestKey("station_redeem_peak", "replay"),
                Optional.empty(),
                Optional.empty(),
                UNDER_ONE_PERCENT,
                Optional.empty(),
                true,
                false);

        assertThat(printed.judge(Optional.of(stats(300, 0, 5000, 5000)), true))
                .extracting(Verdict::name, Verdict::limit, Verdict::actual, Verdict::outcome)
                .containsExactly(
                        tuple("replay p95", "no limit", "5000 ms", VerdictOutcome.PRINTED),
                        tuple("replay failed", "< 1 %", "0.00 % (0)", VerdictOutcome.MET),
                        tuple("replay sent once", "no limit", "all 300", VerdictOutcome.PRINTED));
    }

    @Test
    void isMissedWhereGatlingsAssertionAloneFails() {
        var verdict = SLO.judge(Optional.of(stats(300, 0, 100, 501)), true).get(0);

        assertThat(verdict.actual()).isEqualTo("100 ms");
        assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(verdict.note()).isEqualTo("Gatling's estimate of 501 ms misses it");
    }

    @Test
    void saysWhenSamplesAreFew() {
        assertThat(SLO.judge(Optional.of(stats(199, 0, 10, 10)), true).get(0).note())
                .isEqualTo("few samples");
        assertThat(SLO.judge(Optional.of(stats(198, 2, 10, 10)), true).get(0).note())
                .isEmpty();
        assertThat(SLO.judge(Optional.of(stats(19, 0, 100, 1000)), true).get(0).note())
                .contains("Gatling's estimate");
    }

    @Test
    void isMissedWithoutSamplesEvenWhereLatencyDoesNotGate() {
        for (var gates : List.of(true, false)) {
            assertThat(SLO.judge(Optional.empty(), gates))
                    .containsExactly(Verdicts.neverSent("POST /redeem"))
                    .extracting(Verdict::name, Verdict::limit, Verdict::actual)
                    .containsExactly(tuple("POST /redeem samples", "at least 1", "none"));
        }
    }

    @Test
    void whatWasNeverSentHasNoLatencyThatCouldKeepALimit() {
        var refused = Map.of("not fetched", 5L);
        var seen = new Stats(
                new RequestKey("station_redeem_peak", "POST /redeem"),
                times(0, 1),
                times(0, 1),
                new Stats.Sent(5, 0),
                0,
                Map.of(),
                refused);

        assertThat(SLO.judge(Optional.of(seen), true))
                .extracting(Verdict::actual, Verdict::outcome)
                .containsExactly(
                        tuple("none", VerdictOutcome.MISSED),
                        tuple("none", VerdictOutcome.MISSED),
                        tuple("100.00 % (5)", VerdictOutcome.MISSED),
                        tuple("none", VerdictOutcome.MISSED));
    }

    @Test
    void whatWasNeverSentDilutesNoLatency() {
        var some = new Stats(
                new RequestKey("station_redeem_peak", "POST /redeem"),
                times(10, 900),
                times(10, 900),
                new Stats.Sent(90, 0),
                0,
                Map.of(),
                Map.of("not fetched", 90L));

        assertThat(SLO.judge(Optional.of(some), true))
                .extracting(Verdict::samples)
                .containsExactly(10L, 10L, 100L, 10L);
        assertThat(some.mean()).isEqualTo(900);
        assertThat(some.percentile(50)).isEqualTo(900);
    }

    @Test
    void namesTheCommonestReasonOfFailure() {
        assertThat(noteOn(Map.of("found 503", 7L, "j.n.ConnectException", 2L))).isEqualTo("7 x found 503");
    }

    @Test
    void saysInWordsWhatWasExpected() {
        assertThat(noteOn(Map.of("status.find.in(200,201), found 502", 9L)))
                .isEqualTo("9 x 502 where 200 or 201 was expected");
    }

    private static String noteOn(Map<String, Long> failures) {
        var seen = new Stats(
                new RequestKey("station_redeem_peak", "POST /redeem"),
                times(9, 10),
                times(0, 10),
                Stats.Sent.ONCE,
                10,
                Map.of(503, 9L),
                failures);
        return SLO.judge(Optional.of(seen), false).get(2).note();
    }

    /** Whatever the profile gates: a request that changed something twice is no matter of a slow machine. */
    @Test
    void isMissedWhereTheEngineSentOneAgain() {
        for (var gates : List.of(true, false)) {
            assertThat(sentOnce(SLO, stats(300, 0, 10, 10, 1), gates))
                    .extracting(Verdict::actual, Verdict::outcome)
                    .containsExactly("1 of 300 sent again", VerdictOutcome.MISSED);
        }
        assertThat(sentOnce(SLO, stats(300, 0, 10, 10, 1), true).note()).contains("the engine sent them again");
    }

    @Test
    void toleratesAsManySentAgainAsItsFileSays() {
        var two = sentAgainAtMost(new Limit(2, true, Limit.Unit.COUNT));
        assertThat(sentOnce(two, stats(300, 0, 10, 10, 2), true))
                .extracting(Verdict::limit, Verdict::actual, Verdict::outcome)
                .containsExactly("all but at most 2", "2 of 300 sent again", VerdictOutcome.MET);
        assertThat(sentOnce(two, stats(300, 0, 10, 10, 3), true).missed()).isTrue();

        var share = sentAgainAtMost(UNDER_ONE_PERCENT);
        assertThat(sentOnce(share, stats(300, 0, 10, 10, 2), true))
                .extracting(Verdict::limit, Verdict::outcome)
                .containsExactly("all but < 1 %", VerdictOutcome.MET);
        assertThat(sentOnce(share, stats(300, 0, 10, 10, 3), true).missed()).isTrue();
    }

    @Test
    void onlyPrintsHowManyAreSentAgainOfARequestThatChangesNothing() {
        assertThat(sentOnce(SLO.reading(), stats(300, 0, 10, 10, 7), true))
                .extracting(Verdict::limit, Verdict::actual, Verdict::outcome)
                .containsExactly("no limit", "7 of 300 sent again", VerdictOutcome.PRINTED);
        var limited = sentAgainAtMost(Limit.NONE).reading();
        assertThat(sentOnce(limited, stats(300, 0, 10, 10, 7), true).missed())
                .as("with a limit of its own")
                .isTrue();
    }

    @Test
    void aRequestUnderWayCountsOnceItHasASample() {
        assertThat(sentOnce(SLO, stats(1, 0, 10, 10, 3), true).actual()).isEqualTo("1 of 1 sent again");
    }

    private static RequestSlo sentAgainAtMost(Limit limit) {
        return new RequestSlo(SLO.request(), SLO.p95(), SLO.mean(), SLO.failed(), Optional.of(limit), false, false);
    }

    private static Verdict sentOnce(RequestSlo slo, Stats seen, boolean gates) {
        var verdicts = slo.judge(Optional.of(seen), gates);
        return verdicts.get(verdicts.size() - 1);
    }

    @Test
    void becomesAnAssertionForEachLimitThatGates() {
        assertThat(SLO.assertions(true)).hasSize(3);
        assertThat(SLO.assertions(false)).hasSize(1);
    }

    private static Stats stats(long ok, long ko, long millis, long engineP95) {
        return stats(ok, ko, millis, engineP95, 0);
    }

    private static Stats stats(long ok, long ko, long millis, long engineP95, long sentAgain) {
        var codes = Map.of(200, ok, 500, ko);
        return new Stats(
                new RequestKey("station_redeem_peak", "POST /redeem"),
                times(ok + ko, millis),
                times(ok, millis),
                new Stats.Sent(0, sentAgain),
                engineP95,
                codes,
                Map.of());
    }

    private static ResponseTimes times(long count, long millis) {
        var histogram = new Histogram(1, 3_600_000, 3);
        histogram.recordValueWithCount(millis, count);
        return new ResponseTimes(count, millis, millis, millis, histogram);
    }
}
