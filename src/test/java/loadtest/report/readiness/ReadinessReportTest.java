package loadtest.report.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.measure.GeneratorHealth;
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
                .containsEntry("Latency promised", "POST /redeem p95: &lt; 500 ms<br>POST /redeem mean: &lt; 300 ms")
                .containsEntry("Observed p95 / p99", "POST /redeem: 612 / 918 ms<br>POST /redeem (replay): 48 / 72 ms")
                .containsEntry(
                        "Error budget", "POST /redeem failed: &lt; 1 %<br>POST /redeem (replay) failed: &lt; 1 %")
                .containsEntry(
                        "Bottleneck", "POST /redeem p95 22 % over<br>server CPU over 80 % in 18 of 120 readings");
        assertThat(row.get("Throughput seen")).startsWith("1,500 users started, 1,500 finished, 7 late, 1,5");
        assertThat(row.get("Error rate")).matches("\\d+\\.\\d\\d % \\(\\d+ of 1,5\\d\\d\\)");
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
                .containsEntry("Error rate", "no requests")
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
    void namesTheThroughputThatIsPromised() {
        var kept = List.of(Verdicts.throughput(1_500, 1_497, VerdictOutcome.MET));
        var missed = List.of(Verdicts.throughput(1_500, 1_200, VerdictOutcome.MISSED));

        assertThat(row(SampleRuns.with(SampleRuns.green(), kept)))
                .containsEntry("Bottleneck", "none seen<br>closest to its limit: POST /redeem throughput, 5.1 % above")
                .containsEntry(
                        "Throughput target",
                        "hold 150 per minute for 10 minutes (1,500 users)"
                                + "<br>POST /redeem throughput: at least 95 % of planned")
                .hasEntrySatisfying("Throughput seen", cell -> assertThat(cell)
                        .endsWith("<br>POST /redeem throughput: 99.80 % (1497 of 1500)"));
        assertThat(row(SampleRuns.with(SampleRuns.green(), missed)))
                .containsEntry("Bottleneck", "POST /redeem throughput 16 % short");
    }

    @Test
    void namesTheGeneratorWhereTheServerIsUnknownOrItselfIsBusy() {
        var unwatched = SampleRuns.with(
                SampleRuns.green(), Map.of(), SampleRuns.green().observations().timeline());

        assertThat(row(SampleRuns.with(unwatched, generator(34))))
                .containsEntry("Resource peaks", "server CPU not measured; CPU of the generator 34 %");
        assertThat(row(SampleRuns.with(SampleRuns.green(), generator(91))))
                .containsEntry("Bottleneck", "CPU of the generator 91 % at its peak")
                .hasEntrySatisfying("Resource peaks", cell -> assertThat(cell).doesNotContain("generator"));
    }

    @Test
    void saysWhyAScenarioDidNotRun() {
        var row = row(ReadinessReport.of(SampleRuns.notRun("cannot run: is missing PERF_PASSWORD | set it\nor not")));

        assertThat(row)
                .hasSize(12)
                .containsEntry("Scenario", "station_redeem_peak")
                .containsEntry("Profile", "local")
                .containsEntry("Bottleneck", "-");
        assertThat(row.get("Verdict"))
                .startsWith("NOT_RUN: cannot run: is missing PERF")
                .contains("\\| set it")
                .doesNotContain("\n");
    }

    private static GeneratorHealth generator(double cpu) {
        return new GeneratorHealth(
                "2030-01-31T14:00:00Z",
                1,
                List.of(12.0, cpu, 20.0),
                List.of(30.0, 95.0, 30.0),
                List.of(4L, 0L, 0L),
                List.of(1L, 0L, 0L),
                List.of(90L, 90L, 90L),
                1024L);
    }

    @Test
    void staysATableWhateverTheNames() {
        var name = "GET /a|b\\|c <b>`x`</b>";
        var verdict = Verdicts.latency(name, Statistic.P95, 500L, 612, 40, VerdictOutcome.MISSED, "1 x a\n| b |");
        var text = ReadinessReport.of(SampleRuns.with(SampleRuns.blown(), List.of(verdict)));

        assertThat(row(text))
                .containsEntry("Latency promised", "GET /a\\|b\\\\\\|c &lt;b&gt;\\`x\\`&lt;/b&gt; p95: &lt; 500 ms");
        assertThat(text.lines().filter(line -> line.startsWith("|"))).hasSize(3);
        assertThat(text).contains("(1 x a \\| b \\|)");
    }

    @ParameterizedTest
    @MethodSource
    void isOneRowForEachKindOfRun(Summary summary) {
        assertThat(row(summary))
                .hasSize(12)
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
