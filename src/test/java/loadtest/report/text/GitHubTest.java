package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubTest {
    @TempDir
    Path folder;

    @Test
    void appendsTheTableToTheJobsSummary() throws IOException {
        var file = Files.writeString(folder.resolve("summary.md"), "before\n");

        new GitHub(Map.of("GITHUB_STEP_SUMMARY", file.toString()), 1)
                .publish(StoredRun.ofDay(1)
                        .millis(600)
                        .ended(RunOutcome.FAILED, "POST /redeem failed: found <503> | `x`")
                        .summary());

        assertThat(Files.readString(file))
                .startsWith("before\n### station\\_redeem\\_peak, ramp: FAILED\n")
                .contains("| MISSED | POST /redeem p95 | &lt; 500 ms | 600 ms | 200 |  |\n")
                .contains("- POST /redeem failed: found &lt;503&gt; \\| \\`x\\`\n");
    }

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

    @Test
    void halfACharacterInAMessageDoesNotCostTheSummary() throws IOException {
        var file = folder.resolve("summary.md");

        published(file, 1, StoredRun.ofDay(1).ended(RunOutcome.FAILED, "half \ud83d", "whole"));

        assertThat(Files.readString(file)).contains("- half ?\n", "- whole\n");
    }

    /** GitHub drops all that a step has written where it is more than 1 MiB. */
    @Test
    void allScenariosOfAStepHaveRoomInItsSummary() throws IOException {
        var file = folder.resolve("summary.md");
        var many = "\u4f60".repeat(100);
        var reasons =
                IntStream.range(0, 5_000).mapToObj(number -> many + number).toArray(String[]::new);

        for (var scenario : List.of("first", "second", "third")) {
            published(file, 3, StoredRun.ofDay(1).scenario(scenario).ended(RunOutcome.FAILED, reasons));
        }

        assertThat(Files.size(file)).isBetween(1_000_000L, 1L << 20);
        assertThat(Files.readString(file))
                .contains("### first, ramp", "### second, ramp", "### third, ramp", many + "0\n")
                .containsPattern("(?m)^- \\d{4} more lines have no room here: they are in verdict.html");
    }

    @Test
    void nothingIsAddedToASummaryThatIsFull() throws IOException {
        var file = Files.write(folder.resolve("summary.md"), new byte[(1 << 20) - 10]);

        published(file, 1, StoredRun.ofDay(1));

        assertThat(Files.size(file)).isEqualTo((1 << 20) - 10);
    }

    private static void published(Path file, int scenarios, StoredRun run) {
        new GitHub(Map.of("GITHUB_STEP_SUMMARY", file.toString()), scenarios).publish(run.summary());
    }

    private static GitHub alone() {
        return new GitHub(Map.of(), 1);
    }

    @Test
    void aRunThatPassedIsNotAnnotated() {
        assertThat(alone().annotations(StoredRun.ofDay(1).summary())).isEqualTo(List.of());
    }

    @Test
    void doesNothingElsewhereAndNeverThrows() throws IOException {
        new GitHub(Map.of(), 1).publish(StoredRun.ofDay(1).summary());
        new GitHub(Map.of("GITHUB_STEP_SUMMARY", folder.toString()), 1)
                .publish(StoredRun.ofDay(1).summary());

        assertThat(folder).isEmptyDirectory();
    }
}
