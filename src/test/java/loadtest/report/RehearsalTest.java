package loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.report.github.JobRun;
import loadtest.report.github.JobSummary;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.Summary;
import loadtest.report.text.JUnitXml;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run against a stand-in that goes wrong on purpose says so wherever somebody may take it for one that counts. */
class RehearsalTest {
    private static final Summary REHEARSAL =
            StoredRun.ofDay(1).rehearsing("slow", "<b>").summary();
    private static final Summary COUNTS = StoredRun.ofDay(1).summary();

    @TempDir
    Path folder;

    @Test
    void theSummaryNamesWhatWentWrong() throws IOException {
        assertThat(new ObjectMapper().readTree(REHEARSAL.json()).path("rehearsal"))
                .hasToString("[\"slow\",\"<b>\"]");
        assertThat(new ObjectMapper().readTree(COUNTS.json()).path("rehearsal")).isEmpty();
    }

    @Test
    void thePageSaysSoInItsTitleAndItsHeader() {
        assertThat(VerdictPage.again(REHEARSAL, folder))
                .contains("<title>PASSED (rehearsal) · station_redeem_peak")
                .contains("<h1>PASSED (rehearsal): station_redeem_peak")
                .contains("<p>A rehearsal: the stand-in went wrong on purpose (slow, &lt;b&gt;). ");
        assertThat(VerdictPage.again(COUNTS, folder)).doesNotContain("PASSED (rehearsal)", "A rehearsal:");
    }

    @Test
    void theBuildServerCountsItAsAnotherSuite() {
        assertThat(JUnitXml.of(REHEARSAL))
                .contains(
                        "name=\"station_redeem_peak.ramp.rehearsal\"", "name=\"rehearsal\" value=\"slow, &lt;b&gt;\"");
        assertThat(JUnitXml.of(COUNTS)).doesNotContain("ramp.rehearsal");
    }

    @Test
    void theJobsSummarySaysSoInItsTableAndInItsTitle() {
        var runs = List.of(JobRun.of(REHEARSAL, Optional.empty()));

        assertThat(new JobSummary(runs, Map.of(), Optional.empty()).markdown(10_000))
                .contains("| ✓ PASSED (rehearsal) |", "<b>station_redeem_peak</b>: PASSED (rehearsal)");
    }
}
