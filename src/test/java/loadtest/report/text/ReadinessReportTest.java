package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.report.summary.Summary;
import loadtest.slo.Statistic;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.SampleRuns;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadinessReportTest {

    @Test
    void holdsTargetAndSeenLimitsAndObservedBudgetsPeaksAndBottlenecks() {
        var row = row(SampleRuns.blown());

        assertThat(row)
                .containsEntry("Scenario", "station_redeem_peak")
                .containsEntry("Verdict", "FAILED")
                .containsEntry("Throughput target", "hold 150 per minute for 10 minutes (1,500 users)")
                .containsEntry("SLO", "POST /redeem p95: &lt; 500 ms<br>POST /redeem mean: &lt; 300 ms")
                .containsEntry("Observed p95 / p99", "POST /redeem: 612 / 918 ms<br>POST /redeem (replay): 48 / 72 ms")
                .containsEntry(
                        "Error budget", "POST /redeem failed: &lt; 1 %<br>POST /redeem (replay) failed: &lt; 1 %")
                .containsEntry(
                        "Bottleneck", "POST /redeem p95 22 % over<br>server CPU over 85 % in 18 of 120 readings");
        assertThat(row.get("Throughput seen")).startsWith("1,500 users started, 1,500 finished, 7 late, 1,5");
        assertThat(row.get("Budget used")).contains("% (", " % of the budget<br>");
        assertThat(row.get("Resource peaks")).startsWith("CPU 100 %<br>");
    }

    @Test
    void seesNoBottleneckWhereThereIsNone() {
        assertThat(row(SampleRuns.green()))
                .containsEntry("Bottleneck", "none seen<br>closest to its limit: POST /redeem p95, 54 % left");
    }

    @Test
    void saysWhatWasNotMeasured() {
        assertThat(row(SampleRuns.empty()))
                .containsEntry("Throughput seen", "0 users started, 0 finished, no requests")
                .containsEntry("Observed p95 / p99", "-")
                .containsEntry("Resource peaks", "not measured")
                .containsEntry("Bottleneck", "no figures to see one");
        var unwatched = SampleRuns.with(
                SampleRuns.green(), Map.of(), SampleRuns.green().observations().timeline());
        assertThat(row(unwatched).get("Bottleneck"))
                .startsWith("none seen in response times; the server was not measured<br>");
    }

    @Test
    void staysATableWhateverTheNames() {
        var name = "GET /a|b\\|c <b>`x`</b>";
        var verdict = Verdicts.latency(name, Statistic.P95, 500L, 612, 40, VerdictOutcome.MISSED, "1 x a\n| b |");
        var text = ReadinessReport.of(SampleRuns.with(SampleRuns.blown(), List.of(verdict)));

        assertThat(row(text)).containsEntry("SLO", "GET /a\\|b\\\\\\|c &lt;b&gt;\\`x\\`&lt;/b&gt; p95: &lt; 500 ms");
        assertThat(text.lines().filter(line -> line.startsWith("|"))).hasSize(3);
        assertThat(text).contains("(1 x a \\| b \\|)");
    }

    @ParameterizedTest
    @MethodSource
    void isOneRowForEachKindOfRun(Summary summary) {
        assertThat(row(summary))
                .hasSize(11)
                .containsEntry("Verdict", summary.result().outcome().toString());
        assertThat(row(summary).values()).noneMatch(String::isBlank).noneMatch(cell -> cell.contains("null"));
    }

    static Stream<Summary> isOneRowForEachKindOfRun() {
        return Stream.of(SampleRuns.green(), SampleRuns.blown(), SampleRuns.interrupted(), SampleRuns.empty());
    }

    private static Map<String, String> row(Summary summary) {
        return row(ReadinessReport.of(summary));
    }

    /** Cells by heading, as GitHub would read them. */
    private static Map<String, String> row(String text) {
        var lines = text.lines().filter(line -> line.startsWith("|")).toList();
        var headings = cells(lines.get(0));
        var cells = cells(lines.get(2));
        assertThat(cells).hasSameSizeAs(headings).hasSameSizeAs(cells(lines.get(1)));
        var row = new LinkedHashMap<String, String>();
        headings.forEach(heading -> row.put(heading, cells.get(row.size())));
        return row;
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.length() - 1).split("(?<=[^\\\\](\\\\\\\\){0,9})\\|"))
                .map(String::strip)
                .toList();
    }
}
