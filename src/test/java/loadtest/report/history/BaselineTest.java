package loadtest.report.history;

import static loadtest.testing.Baselines.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.report.summary.ComparedFigure;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.ComparisonJudgement;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.VerdictView;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.Baselines;
import loadtest.testing.PastRuns;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a baseline says of a run. */
class BaselineTest {
    @TempDir
    Path folder;

    @Test
    void isNotThereUnlessItIsAskedFor() {
        assertThat(Baseline.of(Settings.of(Map.of()), Baselines.REDEEMS)).isEmpty();
    }

    @Test
    void cannotGateWithoutSomethingToCompareWith() {
        assertThatThrownBy(() -> Baseline.of(Settings.of(Map.of("baseline.gate", "true")), Baselines.REDEEMS))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("give -Dbaseline=latest");
    }

    @Test
    void isTheMedianOfTheSevenLatestAndTheirDeviationTheNoise() throws IOException {
        StoredRun.ofDay(0).millis(9_000).in(folder); // the eighth
        for (int day = 1; day <= 7; day++) {
            StoredRun.ofDay(day).millis(100 + day).in(folder); // median 104, distances 3 2 1 0 1 2 3
        }

        var comparison = latest(Map.of())
                .compare(StoredRun.ofDay(8).millis(106).requests())
                .orElseThrow();

        assertThat(comparison.runs()).isEqualTo(7);
        assertThat(row(comparison, ComparedFigure.P95))
                .isEqualTo(new Comparison.ComparisonRow(
                        "POST /redeem", ComparedFigure.P95, 104, 106, 2.0, ComparisonJudgement.WITHIN_NOISE));
        assertThat(comparison.rows())
                .extracting(Comparison.ComparisonRow::figure)
                .containsExactly(ComparedFigure.values());
        assertThat(comparison.regressions()).isEmpty();
    }

    @Test
    void noneOfThemIsARehearsal() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);
        StoredRun.ofDay(2).millis(9_000).rehearsing("slow").in(folder);

        assertThat(latest(Map.of()).describe()).isEqualTo("the one earlier run, of 2030-02-01T12:00:00Z");
    }

    @Test
    void noneOfThemIsThePartOfOneMachine() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);
        StoredRun.ofDay(2).millis(9_000).share("1/2").in(folder);

        assertThat(latest(Map.of()).describe()).isEqualTo("the one earlier run, of 2030-02-01T12:00:00Z");
    }

    @Test
    void saysWhatIsBetterAndWhatIsWorse() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);
        StoredRun.ofDay(2).millis(102).in(folder);
        StoredRun.ofDay(3).millis(104).in(folder);

        assertThat(judged(90)).isEqualTo(ComparisonJudgement.BETTER);
        assertThat(judged(104)).isEqualTo(ComparisonJudgement.WITHIN_NOISE);
        assertThat(judged(105)).isEqualTo(ComparisonJudgement.WORSE);
    }

    @Test
    void doesNotKnowTheNoiseOfOneRun() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);

        var comparison = latest(Map.of())
                .compare(StoredRun.ofDay(2).millis(200).requests())
                .orElseThrow();

        assertThat(row(comparison, ComparedFigure.P95).noise()).isNull();
        assertThat(row(comparison, ComparedFigure.P95).judgement()).isEqualTo(ComparisonJudgement.NOISE_UNKNOWN);
        assertThat(comparison.regressions())
                .containsExactly(
                        "POST /redeem p50 was 100 ms and is 200 ms (+100 %)",
                        "POST /redeem p95 was 100 ms and is 200 ms (+100 %)");
    }

    @Test
    void toleratesTenPercentOrTwentyMillisecondsUnlessToldOtherwise() throws IOException {
        StoredRun.ofDay(1).millis(2).in(folder);
        assertThat(regressions(22, Map.of())).isEmpty();
        assertThat(regressions(23, Map.of())).hasSize(2);
        assertThat(regressions(3, Map.of("PERF_BASELINE_TOLERANCE_MS", "0"))).hasSize(2);

        StoredRun.ofDay(2).millis(1_000).in(folder); // the median is now 501, the noise 499
        StoredRun.ofDay(3).millis(1_000).in(folder); // and now 1,000 and none
        assertThat(regressions(1_100, Map.of())).isEmpty();
        assertThat(regressions(1_101, Map.of())).hasSize(2);
        assertThat(regressions(1_500, Map.of("PERF_BASELINE_TOLERANCE", "50"))).isEmpty();
    }

    @Test
    void toleratesNoiseBeyondTheTolerance() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);
        StoredRun.ofDay(2).millis(200).in(folder);
        StoredRun.ofDay(3).millis(300).in(folder);

        assertThat(regressions(300, Map.of())).isEmpty();
        assertThat(regressions(301, Map.of())).hasSize(2);
    }

    @Test
    void countsFailuresFromHalfAPercentOn() throws IOException {
        StoredRun.ofDay(1).in(folder);

        assertThat(latest(Map.of())
                        .compare(StoredRun.ofDay(2).failed(1).requests())
                        .orElseThrow()
                        .regressions())
                .isEmpty();
        assertThat(latest(Map.of())
                        .compare(StoredRun.ofDay(2).failed(2).requests())
                        .orElseThrow()
                        .regressions())
                .containsExactly("POST /redeem failed was 0 % and is 1 %");
    }

    @Test
    void takesOnlyRunsOfTheSameKindThatCameToTheirVerdicts() throws IOException {
        StoredRun.ofDay(1).scenario("api_smoke").in(folder);
        StoredRun.ofDay(2).profile("ci").in(folder);
        StoredRun.ofDay(3).onTheStandIn().in(folder);
        StoredRun.ofDay(4).on("other.staging.example.com").in(folder);
        StoredRun.ofDay(5).load("hold 1 per second for 5 s").in(folder);
        StoredRun.ofDay(6).ended(RunOutcome.INTERRUPTED, "stopped").in(folder);
        StoredRun.ofDay(7)
                .aborted("the run was cut off before its load had ended")
                .in(folder);
        PastRuns.folder(folder, "stationredeempeak-20300209120000000");
        assertThat(latest(Map.of()).describe()).startsWith("no earlier run to compare with");
        assertThat(latest(Map.of()).compare(StoredRun.ofDay(9).requests())).isEmpty();

        StoredRun.ofDay(8)
                .ended(RunOutcome.FAILED, "POST /redeem p95 is 700 ms")
                .millis(700)
                .in(folder);
        assertThat(latest(Map.of()).compare(StoredRun.ofDay(9).requests()).map(Comparison::runs))
                .isEqualTo(Optional.of(1));
    }

    @Test
    void theFirstRunPassesItsGateWithAWord() {
        assertThat(latest(Map.of()).verdict(StoredRun.ofDay(1).requests()).outcome())
                .isEqualTo(VerdictOutcome.NOT_AUDITED);
    }

    /** Neither a gate that passes nor a line that says "no figure is worse": nothing was looked at. */
    @Test
    void withoutACommonRequestNothingCouldBeComparedAndTheGateIsMissed() throws IOException {
        StoredRun.ofDay(1).sending("POST /redeem (v1)").in(folder);
        var baseline = latest(Map.of("baseline.gate", "true"));
        var now = StoredRun.ofDay(2).requests();

        assertThat(baseline.compare(now).orElseThrow().lines())
                .containsExactly("Compared with the one earlier run, of 2030-02-01T12:00:00Z: nothing could be"
                        + " compared, for the two have no request in common: POST /redeem, POST /redeem (v1)");
        assertThat(baseline.verdict(now).missed()).isTrue();
        assertThat(VerdictView.reasons(List.of(baseline.verdict(now))))
                .containsExactly(
                        "no regression against the baseline is nothing could be compared: no request in common");
    }

    /** A request whose name has changed would else drop out of the comparison unseen. */
    @Test
    void saysWhichRequestsOnlyOneOfTheTwoHas() throws IOException {
        StoredRun.ofDay(1).in(folder);
        var both = Stream.of(StoredRun.ofDay(2), StoredRun.ofDay(2).sending("GET /new"))
                .flatMap(run -> run.requests().stream())
                .toList();
        var comparison = latest(Map.of()).compare(both).orElseThrow();

        assertThat(comparison.notCompared()).containsExactly("GET /new");
        assertThat(comparison.lines()).last().isEqualTo("  in one of the two only: GET /new");
        assertThat(latest(Map.of()).verdict(both).note()).isEqualTo("not compared: GET /new");
        assertThat(latest(Map.of()).verdict(both).outcome()).isEqualTo(VerdictOutcome.MET);
    }

    @Test
    void theGateIsMissedOnARegressionAndElseMet() throws IOException {
        StoredRun.ofDay(1).in(folder);
        var baseline = latest(Map.of("baseline.gate", "true"));

        assertThat(baseline.gates()).isTrue();
        assertThat(baseline.verdict(StoredRun.ofDay(2).requests()).outcome()).isEqualTo(VerdictOutcome.MET);
        var missed = baseline.verdict(StoredRun.ofDay(2).millis(150).requests());
        assertThat(missed.missed()).isTrue();
        assertThat(VerdictView.reasons(List.of(missed)))
                .containsExactly(
                        "no regression against the baseline is POST /redeem p50 was 100 ms and is 150 ms (+50 %),"
                                + " POST /redeem p95 was 100 ms and is 150 ms (+50 %)");
    }

    @Test
    void aComparisonOfNothingIsNoPass() throws IOException {
        StoredRun.ofDay(1).in(folder);

        assertThat(latest(Map.of()).verdict(List.of()).missed()).isTrue();
    }

    private Baseline latest(Map<String, String> settings) {
        return Baselines.latest(folder, settings);
    }

    private ComparisonJudgement judged(long millis) {
        var requests = StoredRun.ofDay(9).millis(millis).requests();
        return row(latest(Map.of()).compare(requests).orElseThrow(), ComparedFigure.P95)
                .judgement();
    }

    private List<String> regressions(long millis, Map<String, String> settings) {
        var requests = StoredRun.ofDay(9).millis(millis).requests();
        return latest(settings).compare(requests).orElseThrow().regressions();
    }
}
