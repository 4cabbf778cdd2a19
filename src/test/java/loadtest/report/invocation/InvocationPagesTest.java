package loadtest.report.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import loadtest.report.Invocation;
import loadtest.report.RunFolder;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.text.Terminal;
import loadtest.testing.SampleRuns;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationPagesTest {
    private static final Invocation MAVEN = new Invocation(Instant.parse("2030-01-31T12:00:00Z"), 4711);
    private static final Set<String> ASKED = Set.of("smoke", "redeem", "preview", "bulk", "never");
    private static final Terminal LOG = new Terminal(78, false, true);

    @TempDir
    Path output;

    private InvocationFile last;

    @BeforeEach
    void fiveScenarios() throws IOException {
        begin("smoke").ended(run("smoke-20300131140000000", SampleRuns.green()));
        begin("redeem").ended(run("redeem-20300131141000000", SampleRuns.blown()));
        begin("preview").leftOut("is not configured: BASE_URL");
        begin("elsewhere").leftOut("is not in PERF_SCENARIOS=...");
        begin("bulk");
        last = begin("audit");
        last.ended(run("audit-20300131142000000", SampleRuns.notRun("cannot run: PERF_BASE_URL does not answer")));
    }

    @Test
    void thePartOfOneMachineIsRecordedAndHasNotPassed() throws IOException {
        var another = new Invocation(Instant.parse("2030-02-01T12:00:00Z"), 4712);
        var part = InvocationFile.begin(output, another, "smoke", "run-of-smoke", Set.of());
        part.ended(StoredRun.ofDay(1).scenario("smoke").share("1/2").in(output));

        var lines = InvocationPages.update(part, Set.of("smoke"), true).table(LOG);

        assertThat(lines).anyMatch(line -> line.startsWith("✓ smoke     RECORDED "));
        assertThat(lines.get(lines.size() - 2)).startsWith("It is recorded; the verdict is the merge's · ");
    }

    @Test
    void theTableTellsFirstWhatDidNotPassAndNamesThePageLast() throws IOException {
        var lines = InvocationPages.update(last, ASKED, true).table(LOG);

        assertThat(lines).allSatisfy(line -> assertThat(line)
                .matches(shown -> shown.length() <= 78 || shown.strip().matches("\\S+\\.html"), "is no wider than 78"));
        assertThat(lines.stream().filter(line -> line.matches("[✗✓·] .*")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("✗ redeem    FAILED          1,576  1.02 %  POST /redeem p95 612"),
                        line -> assertThat(line).matches("✗ bulk      did not end         -  +-  -"),
                        line -> assertThat(line).matches("✗ audit     NOT_RUN             -  +-  -"),
                        line -> assertThat(line).matches("✗ never     not begun           -  +-  -"),
                        line -> assertThat(line).startsWith("✓ smoke     PASSED  "),
                        line -> assertThat(line).matches("· preview   left out            -  +-  -"));
        assertThat(String.join("\n", lines))
                .contains(
                        "POST /redeem p95 612 of 500 ms",
                        "    is not configured: BASE_URL",
                        "    cannot run: PERF_BASE_URL does not answer",
                        "/redeem-20300131141000000/verdict.html")
                .doesNotContain("elsewhere");
        assertThat(lines.get(lines.size() - 2)).startsWith("4 of 5 did not pass · ");
        assertThat(lines.get(lines.size() - 1)).endsWith("/20300131T120000-4711/command.html");
    }

    @Test
    void thePageSaysTheSameAndLinksEachRun() throws IOException {
        InvocationPages.update(last, ASKED, true);

        assertThat(Files.readString(output.resolve("20300131T120000-4711/command.html")))
                .contains(
                        "<h1>4 of 5 did not pass</h1>",
                        "started 2030-01-31 12:00:00 UTC",
                        "did not end",
                        "is not configured: BASE_URL",
                        "href=\"../redeem-20300131141000000/verdict.html\"",
                        "href=\"../index.html\"");
    }

    @Test
    void eachRunsPageLinksThePageAndTheOthersOnce() throws IOException {
        InvocationPages.update(last, ASKED, false);
        InvocationPages.update(last, ASKED, true);

        var page = Files.readString(output.resolve("redeem-20300131141000000/verdict.html"));
        assertThat(page)
                .containsOnlyOnce("<nav class=\"invocation\"")
                .contains(
                        "href=\"../20300131T120000-4711/command.html\"",
                        "href=\"../smoke-20300131140000000/verdict.html\"")
                .doesNotContain("href=\"../redeem-20300131141000000/verdict.html\"");
    }

    /** No process has had that number since then. */
    @Test
    void theNextCommandSaysOfAnEarlierOneThatItsKilledScenarioDidNotEnd() throws IOException {
        begin("killed");
        InvocationPages.completeAbandoned(output);

        assertThat(Files.readString(output.resolve("20300131T120000-4711/command.html")))
                .contains("<h1>5 of 6 did not pass</h1>", "killed for example", "not begun")
                .doesNotContain("goes on");
    }

    @Test
    void theNextCommandSaysTooWhatAKilledOneDidNotComeTo() throws IOException {
        InvocationPages.update(last, ASKED, false);
        InvocationPages.completeAbandoned(output);

        assertThat(Files.readString(output.resolve("20300131T120000-4711/command.html")))
                .contains("<h1>4 of 5 did not pass</h1>", "not begun");
    }

    @Test
    void aKilledCommandIsCompletedOnceUnlessMoreIsKnownOfIt() throws IOException {
        var page = output.resolve("20300131T120000-4711/command.html");
        InvocationPages.completeAbandoned(output);
        Files.writeString(page, "completed");
        InvocationPages.completeAbandoned(output);
        assertThat(page).hasContent("completed");

        Files.setLastModifiedTime(page.resolveSibling(".completed"), FileTime.from(Instant.EPOCH));
        begin("killed");
        InvocationPages.completeAbandoned(output);
        assertThat(page).content().contains("<h1>5 of 6 did not pass</h1>");
    }

    @Test
    void betweenTwoScenariosTheCommandGoesOn() throws IOException {
        InvocationPages.update(last, ASKED, false);

        assertThat(Files.readString(output.resolve("20300131T120000-4711/command.html")))
                .contains("<h1>The command goes on</h1>")
                .doesNotContain("not begun");
    }

    @Test
    void aRehearsalSaysSo() throws IOException {
        var rehearsal = StoredRun.ofDay(1).rehearsing("gateway").in(output);
        begin("rehearsed").ended(rehearsal);
        InvocationPages.update(last, ASKED, true);

        assertThat(Files.readString(output.resolve("20300131T120000-4711/command.html")))
                .contains("PASSED (rehearsal)");
        assertThat(InvocationPages.update(last, ASKED, true).table(LOG))
                .anyMatch(line -> line.startsWith("✓ rehearsed  PASSED (rehearsal)"));
    }

    @Test
    void anInterruptedRunSaysSoBeforeWhatItDidNotReach() throws IOException {
        begin("stopped")
                .ended(StoredRun.ofDay(1)
                        .millis(600)
                        .ended(RunOutcome.INTERRUPTED, "the run was interrupted")
                        .in(output));

        assertThat(InvocationPages.update(last, ASKED, true).table(LOG))
                .contains("    the run was interrupted")
                .noneMatch(line -> line.contains("POST /redeem p95 600 ms, limit"));
    }

    @Test
    void oneThatGoesOnIsLeftAlone() throws IOException {
        var self = ProcessHandle.current();
        var own = new Invocation(self.info().startInstant().orElseThrow(), self.pid());
        var file = InvocationFile.begin(output, own, "smoke", "this-run", ASKED);
        InvocationPages.completeAbandoned(output);

        assertThat(file.folder().resolve("command.html")).doesNotExist();
    }

    @Test
    void whileTheCommandGoesOnNothingIsCalledMissing() throws IOException {
        var next = begin("last");
        InvocationPages.update(next, ASKED, false);

        assertThat(Files.readString(output.resolve("20300131T120000-4711/command.html")))
                .contains("<h1>The command goes on</h1>", "goes on")
                .doesNotContain("not begun");
    }

    @Test
    void textOfOthersIsNoMarkup() throws IOException {
        begin("foreign").leftOut("<script>alert(1)</script>");
        InvocationPages.update(last, Set.of("foreign"), true);

        assertThat(Files.readString(output.resolve("20300131T120000-4711/command.html")))
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
    }

    private InvocationFile begin(String scenario) throws IOException {
        return InvocationFile.begin(output, MAVEN, scenario, "run-of-" + scenario, ASKED);
    }

    private Path run(String name, Summary summary) {
        var folder = output.resolve(name);
        assertThat(RunFolder.write(summary, folder)).isEqualTo(List.of());
        return folder;
    }
}
