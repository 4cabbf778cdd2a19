package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import loadtest.measure.Recorder;
import loadtest.measure.StatusCounts;
import loadtest.testing.DataFiles;
import loadtest.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate before the engine has let it judge; the rest is tested with a run. */
class GateTest {
    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private Gate gate;

    @BeforeEach
    void aScenarioWithEveryKindOfPromise() throws Exception {
        var slos = Slos.read("station_redeem_peak", DataFiles.of(folder, """
                failed = "< 1 %"
                requests { "POST /campaigns" { p95 = 2000 ms } }
                budgets {
                  "HTTP 5xx" { codes = [5xx], at-most = 0 }
                  "WABA 429" { source = waba, codes = [429], at-most = 5 % }
                }
                integrity = ["every target dispatched exactly once"]
                """));
        var waba = new StatusCounts(Map.of(200, 90L, 429, 10L), 100);
        var holds = Map.of("every target dispatched exactly once", Finding.of(true, "all", 1000));
        gate = new Gate(
                slos, true, Judge.RUN, recorder, () -> waba, () -> CompletableFuture.completedFuture(holds), Map.of());
    }

    @Test
    void assertsEveryPromiseAndThatItWasReached() {
        // failed, p95; every promise of a request kept, two budgets, one integrity
        assertThat(gate.assertions()).hasSize(6);
    }

    /** Of a load that is raised until a promise breaks. */
    @Test
    void aClimbIsJudgedByItsAuditsAlone() throws Exception {
        var slos = Slos.read("station_redeem_peak", DataFiles.of(folder, """
                failed = "< 1 %"
                requests { "POST /campaigns" { p95 = 5 ms }, "GET /never" { } }
                budgets { "HTTP 5xx" { codes = [5xx], at-most = 0 } }
                integrity = ["every target dispatched exactly once"]
                """));
        var climb = new Gate(
                slos,
                false,
                Judge.CLIMB,
                recorder,
                () -> new StatusCounts(Map.of(), 0),
                () -> CompletableFuture.completedFuture(Map.of()),
                Map.of());
        Samples.add(recorder, "POST /campaigns", false, 503, 300);

        assertThat(climb.assertions())
                .as("the requests' row, budget and integrity")
                .hasSize(3);
        assertThat(climb.verdicts())
                .filteredOn(verdict -> verdict.outcome() != VerdictOutcome.PRINTED)
                .extracting(Verdict::name)
                .containsExactly("every target dispatched exactly once");
    }

    @Test
    void hasMissedWhatWasNeverSeen() {
        assertThat(gate.reached()).isFalse();
        assertThat(gate.verdicts())
                .filteredOn(Verdict::missed)
                .extracting(Verdict::name)
                .containsExactlyInAnyOrder(
                        "POST /campaigns samples", "WABA 429 at most 5 %", "every target dispatched exactly once");
    }

    @Test
    void judgesHttpBudgetsByTheSamplesAndWabaBudgetsByTheLedger() {
        Samples.add(recorder, "POST /campaigns", false, 503, 1);
        Samples.add(recorder, "POST /campaigns", true, 202, 299);

        assertThat(gate.verdicts())
                .filteredOn(verdict -> verdict.name().matches(".* at most .*"))
                .extracting(verdict -> verdict.name() + ": " + verdict.actual() + " of " + verdict.samples())
                .containsExactlyInAnyOrder("HTTP 5xx at most 0: 1 of 300", "WABA 429 at most 5 %: 10.00 % (10) of 100");
    }

    @Test
    void saysThatAnAuditWasNotReached() {
        assertThat(gate.verdicts())
                .filteredOn(verdict -> verdict.name().startsWith("every target"))
                .extracting(Verdict::actual)
                .containsExactly("could not be audited: the run did not get that far");
    }

    @Test
    void anErrorWhileJudgingLeavesARunWithoutVerdicts() {
        var promise = Promise.kept(PromiseKind.BASELINE, "campaign_bulk_send", "a promise");
        var broken = new Gate(
                new Slos("campaign_bulk_send", "", List.of(), List.of(), List.of(), List.of()),
                true,
                Judge.RUN,
                recorder,
                () -> new StatusCounts(Map.of(), 0),
                () -> CompletableFuture.completedFuture(Map.of()),
                Map.of(promise, () -> {
                    throw new NoClassDefFoundError("loadtest/slo/Missing");
                }));

        broken.conclude();

        assertThat(broken.reached()).isFalse();
        assertThat(broken.holds(promise)).isFalse();
    }

    @Test
    void doesNotCountWhatAnotherScenarioSendsUnderTheSameName() {
        Samples.add(recorder, "campaign_bulk_send", "POST /campaigns", false, 503, 300);

        assertThat(gate.verdicts())
                .filteredOn(verdict -> verdict.promise().kind() != PromiseKind.INTEGRITY)
                .extracting(verdict -> verdict.promise().statistic(), Verdict::outcome, Verdict::samples)
                .containsExactlyInAnyOrder(
                        tuple(Statistic.SAMPLES, VerdictOutcome.MISSED, 0L),
                        tuple(Statistic.COUNT, VerdictOutcome.MET, 0L),
                        tuple(Statistic.SHARE, VerdictOutcome.MISSED, 100L));
        assertThat(gate.verdictsSoFar()).noneMatch(verdict -> verdict.promise().kind() == PromiseKind.REQUEST);
    }
}
