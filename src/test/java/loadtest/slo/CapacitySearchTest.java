package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import loadtest.measure.PartsRecorder;
import loadtest.measure.Sample;
import loadtest.testing.DataFiles;
import loadtest.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three steps of ten seconds at 10, 20 and 30 users a second, of which the first two seconds are not judged. */
class CapacitySearchTest {
    private static final long BEGIN = 1_893_585_600_000L;
    private static final int GRACE = 500; // the p95 that is promised

    @TempDir
    Path folder;

    private CapacitySearch search;

    @BeforeEach
    void aScenario() throws IOException {
        search = search("");
    }

    private CapacitySearch search(String ceilingBy) throws IOException {
        return search(ceilingBy, level(0), level(1), level(2));
    }

    private CapacitySearch search(String ceilingBy, CapacityLevel... levels) throws IOException {
        return search("""
                failed = "< 1 %"
                requests { "POST /redeem" { p95 = 500 ms, mean = 300 ms }, "POST /redeem (replay)" { when-needed = true } }
                budgets { "HTTP 5xx" { codes = [5xx], at-most = 0 } }
                throughput { "POST /redeem" { at-least = 95 % } }
                """, ceilingBy, levels);
    }

    private CapacitySearch search(String promises, String ceilingBy, CapacityLevel... levels) throws IOException {
        var slos = Slos.read(Samples.SCENARIO, DataFiles.of(folder, promises));
        return new CapacitySearch(slos, List.of(levels), ceilingBy, () -> OptionalLong.of(BEGIN));
    }

    private static CapacityLevel level(int n) {
        var part = new PartsRecorder.Part(Duration.ofSeconds(10L * n + 2), Duration.ofSeconds(10L * n + 10));
        return new CapacityLevel(10 * (n + 1), part, 80 * (n + 1));
    }

    /** The load of a step: so many redeems of so many milliseconds, evenly over its ten seconds. */
    private void step(int n, int redeems, int millis) {
        for (int i = 0; i < redeems; i++) {
            redeem(10_000L * n + 10_000L * i / redeems, millis, 200);
        }
    }

    private void redeem(long at, int millis, int code) {
        search.sample(Samples.at(BEGIN + at, "POST /redeem", millis, code));
    }

    private boolean isOver(long second) {
        return search.isOver(BEGIN + 1000 * second + GRACE);
    }

    @Test
    void aTargetThatHoldsTheWholeCeiling() throws IOException {
        search = search("fixtures: 600 vouchers");
        step(0, 150, 10);
        step(1, 200, 10);
        step(2, 300, 10);

        assertThat(isOver(30)).isFalse();
        var verdict = search.verdict(true);
        assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MET);
        assertThat(verdict.name()).isEqualTo("capacity");
        assertThat(verdict.limit()).isEqualTo("a step that holds");
        assertThat(verdict.actual()).isEqualTo("30 per second held, which is the ceiling");
        assertThat(verdict.note()).isEqualTo("fixtures: 600 vouchers");
        assertThat(verdict.samples()).isEqualTo(240);
    }

    @Test
    void aStepThatBreaksAPromiseEndsTheSearch() {
        step(0, 150, 10);
        step(1, 200, 612);
        step(2, 300, 10); // of users who were there already

        assertThat(isOver(10)).isFalse();
        assertThat(search.isOver(BEGIN + 20_000 + GRACE - 1))
                .as("answers still have time")
                .isFalse();
        assertThat(isOver(20)).isTrue();
        var seen = search.seen(true);
        assertThat(seen.held()).isEqualTo(10);
        assertThat(seen.brokeAt()).isEqualTo(20);
        assertThat(seen.ceiling()).isEqualTo(30);
        assertThat(seen.steps())
                .extracting(Capacity.Step::outcome)
                .containsExactly(Capacity.StepOutcome.HELD, Capacity.StepOutcome.BROKE, Capacity.StepOutcome.NOT_TRIED);
        assertThat(search.verdict(true).actual())
                .isEqualTo("10 per second held; 20 per second did not: POST /redeem p95 is 612 ms, limit < 500 ms;"
                        + " POST /redeem mean is 612 ms, limit < 300 ms");
        assertThat(seen.steps().get(1).requests())
                .containsExactly(new Capacity.StepFigures("POST /redeem", 160, 612, 0, true));
    }

    @Test
    void whatIsSlowWhileAStepSettlesBreaksNothing() {
        for (int at = 0; at < 2_000; at += 10) {
            redeem(at, 5_000, 200);
        }
        step(0, 150, 10);

        assertThat(isOver(10)).isFalse();
        assertThat(search.seen(true).steps().get(0).outcome()).isEqualTo(Capacity.StepOutcome.HELD);
    }

    @Test
    void nothingHeldIsRed() {
        step(0, 150, 612);

        assertThat(isOver(10)).isTrue();
        assertThat(search.verdict(true).outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(search.verdict(true).actual()).startsWith("no step held; 10 per second did not: POST /redeem p95");
    }

    @Test
    void aRareRequestIsNamedAndTheOthersDecide() throws IOException {
        search = search("", level(0));
        step(0, 150, 10);
        search.sample(new Sample(
                Samples.SCENARIO,
                "",
                "POST /redeem (replay)",
                BEGIN + 5_000,
                9_000,
                true,
                Optional.of(409),
                Optional.empty()));

        var verdict = search.verdict(true);
        assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MET);
        assertThat(verdict.note()).isEqualTo("too few samples to judge in that step: POST /redeem (replay) 1");
    }

    @Test
    void tooFewSamplesProveNothing() throws IOException {
        search = search("", level(0));
        step(0, 120, 10); // 96 of them after it has settled

        assertThat(isOver(10)).isFalse();
        assertThat(search.verdict(true).outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(search.seen(true).steps())
                .extracting(Capacity.Step::outcome)
                .containsOnly(Capacity.StepOutcome.NOT_JUDGED);
        assertThat(search.verdict(true).actual())
                .isEqualTo("no step held; what is above could not be judged, up to 10 per second");
    }

    @Test
    void budgetsAndThroughputBreakAStepToo() {
        step(0, 150, 10);
        redeem(5_000, 10, 503);
        assertThat(isOver(10)).isTrue();
        assertThat(search.verdict(true).actual()).contains("did not: HTTP 5xx at most 0 is 1");

        var silent = search;
        assertThat(silent.seen(true).steps().get(0).broke())
                .extracting(Verdict::name)
                .containsExactly("HTTP 5xx at most 0");
    }

    @Test
    void aStepWhoseUsersGetNoAnswerIsBroken() {
        step(0, 150, 10);

        assertThat(isOver(20)).as("nobody of 160 was answered").isTrue();
        assertThat(search.verdict(true).actual())
                .isEqualTo("10 per second held; 20 per second did not: POST /redeem throughput is 0.00 % (0 of 160),"
                        + " limit at least 95 % of planned");
    }

    @Test
    void lateAnswersCountInTheEndAndMendNothing() {
        step(0, 150, 10);
        step(1, 140, 10); // of 160 planned some 30 are missing
        assertThat(isOver(20)).isTrue();

        step(1, 100, 10);
        assertThat(search.seen(true).brokeAt()).as("users have left by then").isEqualTo(20);
    }

    @Test
    void aLoadThatWasCutOffHasShownWhatWasOverByThen() {
        step(0, 150, 10);
        step(1, 200, 10);
        assertThat(isOver(10)).isFalse();

        assertThat(search.seen(false).steps())
                .extracting(Capacity.Step::outcome)
                .containsExactly(
                        Capacity.StepOutcome.HELD, Capacity.StepOutcome.NOT_TRIED, Capacity.StepOutcome.NOT_TRIED);
    }

    @Test
    void aRequestThatWasNeverSentProvesNoStep() throws IOException {
        search = search("""
                failed = "< 1 %"
                requests { "POST /redeem" { p95 = 500 ms }, "GET /receipt" { p95 = 500 ms } }
                """, "", level(0), level(1), level(2));
        step(0, 150, 10);
        step(1, 200, 10);
        assertThat(isOver(20)).isFalse();
        step(2, 300, 10);
        for (int at = 22_000; at < 30_000; at += 50) {
            search.sample(Samples.at(BEGIN + at, "GET /receipt", 10, 200));
        }

        assertThat(isOver(30)).isFalse();
        assertThat(search.seen(true).steps())
                .extracting(Capacity.Step::outcome)
                .containsExactly(
                        Capacity.StepOutcome.NOT_JUDGED, Capacity.StepOutcome.NOT_JUDGED, Capacity.StepOutcome.HELD);
        assertThat(search.verdict(true).note())
                .isEqualTo("never sent at 10 per second, though users came: GET /receipt");
    }

    @Test
    void fewUsersOfWhomNobodyIsAnsweredBreakAStep() {
        assertThat(isOver(10)).as("80 users").isTrue();
        assertThat(search.verdict(true).actual()).contains("POST /redeem throughput is 0.00 % (0 of 80)");
    }
}
