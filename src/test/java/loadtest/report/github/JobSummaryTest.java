package loadtest.report.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import loadtest.report.Invocation;
import loadtest.report.invocation.InvocationFile;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.settings.GitHubStep;
import loadtest.testing.SampleRuns;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSummaryTest {
    private static final Invocation MAVEN = new Invocation(Instant.parse("2030-01-31T12:00:00Z"), 4711);
    private static final String RUN = "https://github.example/o/r/actions/runs/7";

    @TempDir
    Path output;

    /** Only the merge of all machines can pass. */
    @Test
    void thePartOfOneMachineIsRecorded() throws IOException {
        var part = begin("station_redeem_peak");
        part.ended(StoredRun.ofDay(1).share("1/2").in(output));

        var text = JobSummary.of(Set.of(), part.runs(), Optional.empty(), Optional.of(RUN))
                .markdown(100_000);

        assertThat(text)
                .startsWith("## ✓ Performance: recorded; the verdict is the merge's\n")
                .contains("| ✓ RECORDED | station\\_redeem\\_peak | ");
    }

    /** Each scenario is a process of its own: the last of them says what became of all. */
    @Test
    void oneTableHoldsWhatBecameOfEachScenarioWhatWasBrokenFirst() throws IOException {
        begin("agent_journeys")
                .ended(StoredRun.ofDay(1).scenario("agent_journeys").in(output));
        begin("api_smoke"); // killed
        begin("campaign_bulk_send").leftOut("is not configured: PERF_CAMPAIGN_DISPATCH_URL");
        begin("station_redeem_peak")
                .ended(StoredRun.ofDay(2)
                        .millis(600)
                        .ended(RunOutcome.FAILED, "said once")
                        .in(output));
        var last = begin("voucher_preview_spike");
        last.ended(StoredRun.ofDay(3)
                .scenario("voucher_preview_spike")
                .ended(RunOutcome.NOT_RUN, "cannot run: does not answer")
                .in(output));

        var asked = new LinkedHashSet<>(List.of("agent_journeys", "api_smoke", "campaign_bulk_send", "another_one"));
        begin("not_asked_for").leftOut("is not in PERF_SCENARIOS");
        var text = JobSummary.of(asked, last.runs(), Optional.empty(), Optional.of(RUN))
                .markdown(100_000);

        assertThat(text).startsWith("## ✗ Performance: 4 of 5 did not pass\n");
        assertThat(text.lines().filter(line -> line.startsWith("| ✗") || line.startsWith("| ✓")))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("| ✗ NO VERDICT | api\\_smoke | its process "),
                        row -> assertThat(row).startsWith("| ✗ NOT BEGUN | another\\_one | "),
                        row -> assertThat(row)
                                .startsWith(
                                        "| ✗ FAILED | station\\_redeem\\_peak | POST /redeem p95 600 ms, limit &lt; 500 ms, 20 % over |")
                                .endsWith("| [page](" + RUN + "?page=station_redeem_peak#artifacts) |"),
                        row -> assertThat(row)
                                .contains("NOT\\_RUN | voucher\\_preview\\_spike | cannot run: does not answer |"),
                        row -> assertThat(row)
                                .startsWith("| ✓ PASSED | agent\\_journeys | nearest: POST /redeem p95 100 ms"));
        assertThat(text)
                .doesNotContain("not\\_asked")
                .contains("\nLeft out: campaign\\_bulk\\_send, which is not configured: PERF\\_CAMPAIGN");
    }

    @Test
    void whatWasBrokenIsOpenAndWhatWasKeptIsFolded() {
        var text = new JobSummary(List.of(run(SampleRuns.green()), run(SampleRuns.blown())), Map.of(), Optional.empty())
                .markdown(100_000);

        assertThat(text.indexOf("<details open><summary>✗ <b>station_redeem_peak</b>: FAILED, "))
                .isPositive()
                .isLessThan(text.indexOf("<details><summary>✓ <b>station_redeem_peak</b>: PASSED"));
        assertThat(text).contains("<details><summary>The other promises</summary>", "| MISSED | ", "| met | ");
        assertBalanced(text);
    }

    /** As many as the page and the console count. */
    @Test
    void countsThePromisesThatDecide() {
        var text = new JobSummary(List.of(run(SampleRuns.blown())), Map.of(), Optional.empty()).markdown(100_000);
        var broken = text.split("\\| MISSED \\| ").length - 1;
        var kept = text.split("\\| met \\| ").length - 1;

        assertThat(text).contains(": FAILED, " + broken + " of " + (broken + kept) + " deciding promises broken<");
    }

    @Test
    void anInterruptedRunSaysSoBeforeWhatItDidNotReach() {
        var run = StoredRun.ofDay(1)
                .millis(600)
                .ended(RunOutcome.INTERRUPTED, "the run was interrupted")
                .summary();

        assertThat(run(run).worst()).isEqualTo("the run was interrupted");
    }

    @Test
    void whatARunSaysHasNoEffectAsMarkup() {
        var hostile = StoredRun.ofDay(1)
                .ended(RunOutcome.FAILED, "found <503> | `x`\n</details><!-- end of performance -->@all")
                .summary();

        assertThat(new JobSummary(List.of(run(hostile)), Map.of(), Optional.empty()).markdown(10_000))
                .contains("found &lt;503&gt; \\| \\`x\\` &lt;/details&gt;&lt;\\!-- end")
                .doesNotContain("<!--", "<503>")
                .contains("\\@all");
    }

    @Test
    void saysHowARunComparesWithTheLastOnes() {
        var text = new JobSummary(List.of(run(SampleRuns.blown())), Map.of(), Optional.empty()).markdown(100_000);

        assertThat(text)
                .contains(" worse: ", "<details><summary>Every figure compared</summary>", "| within the noise |");
    }

    /** GitHub drops all that a step has written where it is more than 1 MiB, and refuses a longer comment. */
    @Test
    void allScenariosHaveRoomAndNothingStaysOpen() {
        var many = "\u4f60".repeat(100);
        var reasons =
                IntStream.range(0, 5_000).mapToObj(number -> many + number).toArray(String[]::new);
        var runs = IntStream.range(0, 3)
                .mapToObj(number -> run(StoredRun.ofDay(1)
                        .scenario("scenario_" + number)
                        .ended(RunOutcome.FAILED, reasons)
                        .summary()))
                .toList();

        for (var room : List.of(GitHubStep.LARGEST_SUMMARY, 60_000L, 3_000L)) {
            var text = new JobSummary(runs, Map.of(), Optional.empty()).markdown(room);

            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween((int) (room / 2), (int) (long) room);
            assertThat(text)
                    .contains("<b>scenario_0</b>", "<b>scenario_1</b>", "<b>scenario_2</b>", many + "0")
                    .containsPattern("(?m)^- \\d{4} more lines have no room here: they are in verdict.html");
            assertBalanced(text);
        }
    }

    @Test
    void whereThereIsNoWorkflowTheFolderIsNamed() {
        var run = JobRun.of(SampleRuns.green(), Optional.of(Path.of("results", "run-1")));

        assertThat(new JobSummary(List.of(run), Map.of(), Optional.empty()).markdown(10_000))
                .startsWith("## ✓ Performance: passed\n")
                .contains("| `run-1/verdict.html` |");
    }

    private static void assertBalanced(String text) {
        assertThat(text.split("<details").length).isEqualTo(text.split("</details>").length);
    }

    private static JobRun run(Summary summary) {
        return JobRun.of(summary, Optional.empty());
    }

    private InvocationFile begin(String scenario) throws IOException {
        return InvocationFile.begin(output, MAVEN, scenario, "run-of-" + scenario, Set.of());
    }
}
