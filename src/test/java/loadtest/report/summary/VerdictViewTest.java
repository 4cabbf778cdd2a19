package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loadtest.slo.Observation;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.SampleRuns;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;

class VerdictViewTest {
    private static final List<Verdict> VERDICTS = Verdicts.OF_EACH_OUTCOME;

    @Test
    void givesAReasonForEachPromiseThatWasMissedAndNoOther() {
        assertThat(VerdictView.reasons(VERDICTS))
                .containsExactly(
                        "POST /redeem failed is 2.50 % (1), limit < 1 % (1 x found 503)", "HTTP 5xx at most 0 is 1");
    }

    @Test
    void givesNoReasonWhereNothingWasPromised() {
        assertThat(VerdictView.reasons(List.of())).isEmpty();
    }

    @Test
    void anAuditThatCouldNotLookIsNoValue() {
        var promise = Promise.kept(PromiseKind.INTEGRITY, "station_redeem_peak", "replays all refused");
        var refused = new Verdict(promise, new Observation.Unaudited("SQLSTATE 08001"), 0, VerdictOutcome.MISSED, "");
        var named = new Verdict(
                promise, new Observation.Found("could not be better: 0 refused"), 3, VerdictOutcome.MISSED, "");

        assertThat(VerdictView.reasons(List.of(refused, named)))
                .containsExactly(
                        "replays all refused could not be audited: SQLSTATE 08001",
                        "replays all refused is could not be better: 0 refused");
    }

    /** The kind of a promise decides, not a word in a name that somebody has chosen. */
    @Test
    void aNameThatReadsLikeALimitDecidesNothing() {
        var odd = Verdicts.latency("GET /at most 5 ms", Statistic.P95, 500L, 612, 40, VerdictOutcome.MISSED, "");
        var budget = Verdicts.budget("answers p95", List.of("503"), 2, 40, VerdictOutcome.MISSED);
        var run = SampleRuns.with(SampleRuns.blown(), List.of(odd, budget));

        assertThat(VerdictView.reasons(run.verdicts()))
                .containsExactly("GET /at most 5 ms p95 is 612 ms, limit < 500 ms", "answers p95 at most 0 is 2");
        assertThat(VerdictView.of(budget).limitsLatency()).isFalse();
        assertThat(Explanation.of(run).over()).isEmpty();
        assertThat(Explanation.of(run).sentences().get(1)).startsWith("Answers p95 at most 0: 2; most 5xx answers at ");
    }

    @Test
    void ofARunsReasonsTellsThoseThatNoVerdictGives() {
        assertThat(SampleRuns.blown().result().otherReasons()).isEmpty();
        assertThat(SampleRuns.interrupted().result().otherReasons())
                .containsExactly("the run was interrupted after 42 s of 600 s");
    }
}
