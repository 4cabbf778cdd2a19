package loadtest.report.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobPagesTest {
    @TempDir
    Path output;

    @Test
    void eachPageIsAFrameThatHoldsItsOwnTextWhatWasBrokenFirst() throws IOException {
        var kept = run("kept", RunOutcome.PASSED, "<p title=\"a\">kept & 'well'</p>");
        var broken = run("broken", RunOutcome.FAILED, "<nav class=\"invocation\">others</nav><p>{{frames}}</p>");
        var without = run("without", RunOutcome.NOT_RUN, "");
        Files.delete(without.folder().orElseThrow().resolve("verdict.html"));

        var page = JobPages.of(new JobSummary(List.of(kept, without, broken), Map.of(), Optional.empty()));

        assertThat(page)
                .containsSubsequence("<a href=\"#broken\">✗ broken</a>", "<a href=\"#kept\">✓ kept</a>")
                .containsSubsequence(
                        "<section id=\"broken\"><iframe title=\"broken\" srcdoc=\"&lt;p&gt;{{frames}}&lt;/p&gt;\">",
                        "<section id=\"kept\"><iframe title=\"kept\" srcdoc=\"&lt;p title=&quot;a&quot;&gt;kept &amp; &#39;well")
                .doesNotContain("others", "without", "<script", "://");
    }

    private JobRun run(String scenario, RunOutcome outcome, String page) throws IOException {
        var run = StoredRun.ofDay(1).scenario(scenario).ended(outcome);
        var folder = run.in(output);
        Files.writeString(folder.resolve("verdict.html"), page);
        return JobRun.of(run.summary(), Optional.of(folder));
    }
}
