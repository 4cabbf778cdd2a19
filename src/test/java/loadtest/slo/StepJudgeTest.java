package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import loadtest.measure.PartsRecorder;
import loadtest.testing.DataFiles;
import loadtest.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two steps of ten seconds, of 100 and of 200 users, each of whom redeems and, as most tests have it, gets a receipt. */
class StepJudgeTest {
    private static final long BEGIN = 1_893_585_600_000L;
    private static final String REDEEM = "POST /redeem";
    private static final String RECEIPT = "GET /receipt";
    private static final List<PartsRecorder.Part> PARTS = List.of(
            new PartsRecorder.Part(Duration.ZERO, Duration.ofSeconds(10)),
            new PartsRecorder.Part(Duration.ofSeconds(10), Duration.ofSeconds(20)));

    @TempDir
    Path folder;

    private final PartsRecorder samples = new PartsRecorder(Samples.SCENARIO, PARTS, () -> OptionalLong.of(BEGIN));

    @BeforeEach
    void everybodyRedeems() {
        send(0, REDEEM, 100, 10, 0);
        send(1, REDEEM, 200, 10, 0);
    }

    private void send(int step, String request, int times, int millis, int failed) {
        for (int i = 0; i < times; i++) {
            var at = BEGIN + 10_000 * step + 10_000L * i / times;
            samples.sample(Samples.at(at, request, millis, i < failed ? 503 : 200));
        }
    }

    /** @param receipt the row of the second request */
    private Capacity.Step judged(int step, String failed, String receipt, boolean ended) throws IOException {
        var slos = Slos.read(
                Samples.SCENARIO,
                DataFiles.of(
                        folder,
                        "failed = \"" + failed + "\", requests { \"POST /redeem\" { }, \"GET /receipt\" { " + receipt
                                + " } }"));
        var before = step == 0 ? Optional.<StepSamples>empty() : Optional.of(seen(step - 1));
        return new StepJudge(slos, seen(step), before, ended).judged();
    }

    private StepSamples seen(int step) {
        return new StepSamples(
                new CapacityLevel(10 * (step + 1), PARTS.get(step), 100 * (step + 1)), samples.seen(step));
    }

    /** Also with good ones for all that are lacking. */
    @ParameterizedTest
    @CsvSource({"4, 4, BROKE", "40, 2, BROKE", "40, 1, HELD", "40, 0, HELD"})
    void failuresOfARareRequestBreakForCertain(int receipts, int failed, Capacity.StepOutcome outcome)
            throws IOException {
        send(0, RECEIPT, receipts, 10, failed);

        assertThat(judged(0, "< 1 %", "p95 = 500 ms", false).outcome()).isEqualTo(outcome);
    }

    /** More than five of a hundred are slow, whatever the others are. */
    @ParameterizedTest
    @CsvSource({"6, 'GET /receipt p95 is 612 ms, limit < 500 ms'", "5, ''"})
    void theLatencyOfARareRequestBreaksForCertain(int receipts, String broken) throws IOException {
        send(0, RECEIPT, receipts, 612, 0);

        assertThat(Wording.broken(judged(0, "< 1 %", "p95 = 500 ms", false).broke()))
                .isEqualTo(broken);
    }

    @ParameterizedTest
    @CsvSource({"40, BROKE", "39, HELD"})
    void allThatFailBreakUnderAnyLimit(int failed, Capacity.StepOutcome outcome) throws IOException {
        send(0, RECEIPT, 40, 10, failed);

        assertThat(judged(0, "99 %", "", false).outcome()).isEqualTo(outcome);
    }

    /** Of the 200 that are to be expected, since each of the 100 users before sent one. */
    @ParameterizedTest
    @CsvSource({"99, BROKE", "0, BROKE", "100, HELD"})
    void aRequestThatUsersNoLongerSendBreaks(int receipts, Capacity.StepOutcome outcome) throws IOException {
        send(0, RECEIPT, 100, 10, 0);
        send(1, RECEIPT, receipts, 10, 0);
        var step = judged(1, "< 1 %", "p95 = 500 ms", false);

        assertThat(step.outcome()).isEqualTo(outcome);
        assertThat(Wording.broken(step.broke()))
                .isEqualTo(
                        outcome == Capacity.StepOutcome.HELD
                                ? ""
                                : "GET /receipt samples is " + receipts + ", limit at least 100");
    }

    /** While no limit says how long it may take, its answers may be outstanding. */
    @Test
    void aRequestWithoutALimitIsMissedInTheEnd() throws IOException {
        send(0, RECEIPT, 100, 10, 0);

        assertThat(judged(1, "< 1 %", "", false).outcome()).isEqualTo(Capacity.StepOutcome.HELD);
        assertThat(judged(1, "< 1 %", "", true).outcome()).isEqualTo(Capacity.StepOutcome.BROKE);
    }

    @Test
    void aRequestOfFewUsersMayBeMissingOnce() throws IOException {
        send(0, RECEIPT, 2, 10, 0); // 4 are to be expected, which may be none

        assertThat(judged(1, "< 1 %", "", true)).satisfies(step -> {
            assertThat(step.outcome()).isEqualTo(Capacity.StepOutcome.HELD);
            assertThat(step.requests()).contains(new Capacity.StepFigures(RECEIPT, 0, 0, 0, false));
        });
    }

    @Test
    void aRequestThatNobodyHasSentYetProvesNothing() throws IOException {
        assertThat(judged(0, "< 1 %", "", true).outcome()).isEqualTo(Capacity.StepOutcome.NOT_JUDGED);
        assertThat(judged(1, "< 1 %", "", true).outcome()).isEqualTo(Capacity.StepOutcome.NOT_JUDGED);
    }

    @Test
    void aRequestThatIsSentWhenNeededMayBeMissing() throws IOException {
        assertThat(judged(0, "< 1 %", "when-needed = true", true).outcome()).isEqualTo(Capacity.StepOutcome.HELD);

        send(0, RECEIPT, 100, 10, 0);
        assertThat(judged(1, "< 1 %", "when-needed = true", true)).satisfies(step -> {
            assertThat(step.outcome()).isEqualTo(Capacity.StepOutcome.HELD);
            assertThat(step.requests()).extracting(Capacity.StepFigures::name).containsExactly(REDEEM);
        });
    }
}
