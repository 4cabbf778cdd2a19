package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubTest {
    @Test
    void annotatesEachPromiseThatWasMissed() {
        var failed = StoredRun.ofDay(1)
                .millis(600)
                .ended(RunOutcome.FAILED, "said once")
                .summary();

        assertThat(alone().annotations(failed))
                .containsExactly(
                        "::error title=station_redeem_peak (ramp)::POST /redeem p95 is 600 ms, limit < 500 ms");
    }

    @Test
    void annotatesTheReasonWhereNoPromiseWasMissed() {
        var cutOff = StoredRun.ofDay(1)
                .ended(RunOutcome.INTERRUPTED, "100 %\r\n::warning::x")
                .summary();

        assertThat(alone().annotations(cutOff))
                .containsExactly("::error title=station_redeem_peak (ramp)::100 %25%0D%0A::warning::x");
        assertThat(alone().annotations(StoredRun.ofDay(1)
                        .profile("a:b,c")
                        .ended(RunOutcome.FAILED, "x")
                        .summary()))
                .containsExactly("::error title=station_redeem_peak (a%3Ab%2Cc)::x");
    }

    /** What was missed then was only not reached. */
    @Test
    void annotatesFirstThatARunWasInterrupted() {
        var run = StoredRun.ofDay(1)
                .millis(600)
                .ended(RunOutcome.INTERRUPTED, "the run was interrupted")
                .summary();

        assertThat(alone().annotations(run))
                .containsExactly("::error title=station_redeem_peak (ramp)::the run was interrupted");
    }

    /** A step shows ten of a kind, for all scenarios of the invocation together. */
    @ParameterizedTest
    @CsvSource({"1, 10, 10, 0", "1, 11, 10, 2", "1, 40, 10, 31", "5, 2, 2, 0", "5, 3, 2, 2", "7, 3, 1, 3", "20, 1, 1, 0"
    })
    void foldsWhatIsMoreThanItsPart(int scenarios, int missed, int shown, int folded) {
        var reasons = IntStream.rangeClosed(1, missed)
                .mapToObj(number -> "reason " + number)
                .toArray(String[]::new);
        var run = StoredRun.ofDay(1).ended(RunOutcome.FAILED, reasons).summary();

        var annotations = new GitHub(Map.of(), scenarios).annotations(run);

        assertThat(annotations).hasSize(shown);
        assertThat(scenarios * shown).isLessThanOrEqualTo(Math.max(10, scenarios));
        assertThat(String.join("\n", annotations)).contains(reasons);
        var last = annotations.get(shown - 1);
        if (folded == 0) {
            assertThat(last).doesNotContain("each in the job's summary");
        } else {
            assertThat(last)
                    .contains("::" + folded + (shown == 1 ? "" : " more") + ", each in the job's summary: reason ");
        }
    }

    @Test
    void anAnnotationIsCutBeforeTheRunnerCutsItAndNeverInACharacter() {
        var run = StoredRun.ofDay(1)
                .ended(RunOutcome.FAILED, "a" + "\ud83d\ude00".repeat(4_000))
                .summary();

        assertThat(alone().annotations(run)).singleElement().satisfies(line -> {
            assertThat(line).hasSizeLessThan(4_096).endsWith("\ud83d\ude00...");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(line)).isTrue();
        });
    }

    private static GitHub alone() {
        return new GitHub(Map.of(), 1);
    }

    @Test
    void aRunThatPassedIsNotAnnotated() {
        assertThat(alone().annotations(StoredRun.ofDay(1).summary())).isEqualTo(List.of());
    }
}
