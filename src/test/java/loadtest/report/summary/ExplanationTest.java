package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.SampleRuns;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void countsWhatDecidedApartFromWhatInforms() {
        var kept = Verdicts.kept("replays all refused", "1 of 1 refused", 1, VerdictOutcome.MET);
        var informs = Verdicts.latency("POST /redeem", Statistic.P95, 500L, 7, 40, VerdictOutcome.PRINTED, "");
        var notAudited = Verdicts.notAudited("every accepted redeem persisted", "no database", 0);

        assertThat(headline(kept)).isEqualTo("The one deciding promise was kept.");
        assertThat(headline(kept, kept)).isEqualTo("All 2 deciding promises were kept.");
        assertThat(headline(informs)).isEqualTo("No promise decided, 1 shown for information.");
        assertThat(headline(kept, kept, informs, informs, notAudited))
                .isEqualTo("All 2 deciding promises were kept, 2 shown for information, 1 not audited.");
    }

    private static String headline(Verdict... verdicts) {
        return Explanation.of(SampleRuns.with(SampleRuns.green(), List.of(verdicts)))
                .headline();
    }

    @Test
    void saysWhatFailedByHowMuchWhenAndWhatTheServerShowed() {
        var explanation = Explanation.of(SampleRuns.blown());

        assertThat(explanation.headline()).isEqualTo("2 of 7 deciding promises were broken.");
        assertThat(explanation.sentences().get(0))
                .startsWith("POST /redeem p95 612 ms, limit < 500 ms, 22 % over; worst at 05:")
                .containsPattern("\\(14:05:\\d\\d UTC\\), p95 [12],\\d{3} ms, while the server showed CPU (9\\d|100) %")
                .endsWith("; at or over the limit for 90 s between 04:50 and 06:20.");
        assertThat(explanation.sentences().get(1))
                .startsWith("POST /redeem failed 1.")
                .containsPattern("; most failures at 0[456]:\\d\\d \\(14:0[456]:\\d\\d UTC\\), 1 in a second, while");
        assertThat(explanation.over()).containsExactly(new TimelinePeak.Span(290, 380));
    }

    @Test
    void saysHowCloseARunThatPassedCame() {
        var explanation = Explanation.of(SampleRuns.green());

        assertThat(explanation.headline()).isEqualTo("All 7 deciding promises were kept, 1 shown for information.");
        assertThat(explanation.sentences())
                .containsExactly("Kept, and closest to its limit: POST /redeem p95 231 ms, limit < 500 ms, 54 % left.");
        assertThat(explanation.over()).isEmpty();
        assertThat(explanation.margins()).hasSize(8);
    }

    @Test
    void keepsTheIdOfAScenarioAsItIs() {
        assertThat(Explanation.of(SampleRuns.notRun("api_smoke cannot run")).sentences())
                .containsExactly("api_smoke cannot run.");
        assertThat(Explanation.of(SampleRuns.notRun("target is down")).sentences())
                .containsExactly("Target is down.");
    }

    @Test
    void claimsNothingOfARunThatGoesOn() {
        assertThat(Explanation.of(SampleRuns.underWay(42)).sentences().get(0)).startsWith("Kept so far");
    }

    @Test
    void claimsNothingOfARunThatWasInterrupted() {
        var explanation = Explanation.of(SampleRuns.interrupted());

        assertThat(explanation.headline()).startsWith("The run was ended before its verdicts");
        assertThat(explanation.sentences().get(0)).isEqualTo("The run was interrupted after 42 s of 600 s.");
        assertThat(explanation.sentences().get(1)).startsWith("Kept so far");
        assertThat(explanation.sentences().get(2))
                .isEqualTo("Not audited, and so not decided: replays all refused; no voucher redeemed twice;"
                        + " every accepted redeem persisted.");
    }

    @Test
    void needsNoTimeLine() {
        assertThat(Explanation.of(SampleRuns.empty()).sentences())
                .containsExactly("POST /redeem samples none, limit at least 1 (never sent).");
    }

    @Test
    void saysOfABudgetWhenItsCodesCame() {
        var budget = Verdicts.budget("HTTP 429 and 5xx", List.of("429", "5xx"), 30, 1500, VerdictOutcome.MISSED);
        var broken = SampleRuns.with(SampleRuns.blown(), List.of(budget));

        assertThat(Explanation.of(broken).headline()).isEqualTo("1 of 1 deciding promise was broken.");
        assertThat(Explanation.of(broken).sentences().get(0))
                .startsWith("HTTP 429 and 5xx at most 0: 30; most 4xx answers at 00:00 (14:00:00 UTC), 1 in a second");
    }

    @Test
    void tellsWhatIsOverALimitThatOnlyCountsElsewhere() {
        var informing =
                Verdicts.latency("POST /redeem", Statistic.P95, 500L, 612, 40, VerdictOutcome.PRINTED, "few samples");
        var run = SampleRuns.with(SampleRuns.green(), List.of(informing));

        assertThat(Explanation.of(run).sentences())
                .containsExactly("Over its limit, but only for information under this profile:"
                        + " POST /redeem p95 612 ms, limit < 500 ms, 22 % over (few samples).");
    }

    @Test
    void tellsWhatIsShortOfALimitThatOnlyCountsElsewhere() {
        assertThat(informing(Verdicts.throughput(100, 94, VerdictOutcome.PRINTED)))
                .singleElement()
                .asString()
                .startsWith(
                        "Short of its limit, but only for information under this profile: POST /redeem throughput 94.00 %");
        assertThat(informing(Verdicts.rate(100, 0, VerdictOutcome.PRINTED)))
                .as("nothing at all has no share of the limit")
                .singleElement()
                .asString()
                .startsWith("Short of its limit");
        assertThat(informing(Verdicts.throughput(100, 95, VerdictOutcome.PRINTED)))
                .as("just kept")
                .isEmpty();
    }

    private static List<String> informing(Verdict verdict) {
        return Explanation.of(SampleRuns.with(SampleRuns.green(), List.of(verdict)))
                .sentences();
    }

    @Test
    void doesNotClaimAMarginThatContradictsTheVerdict() {
        var engine = "Gatling's estimate of 503 ms misses it";
        var verdict = Verdicts.latency("POST /redeem", Statistic.P95, 500L, 495, 40, VerdictOutcome.MISSED, engine);

        assertThat(Explanation.of(SampleRuns.with(SampleRuns.green(), List.of(verdict)))
                        .sentences()
                        .get(0))
                .startsWith("POST /redeem p95 495 ms, limit < 500 ms (" + engine + ")");
    }
}
