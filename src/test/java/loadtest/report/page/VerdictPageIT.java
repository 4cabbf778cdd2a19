package loadtest.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.Summary;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.SampleFigures;
import loadtest.testing.SampleMachines;
import loadtest.testing.SampleRuns;
import loadtest.testing.ShownPage;
import loadtest.testing.StoredRun;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdict page as a browser shows it. */
class VerdictPageIT {
    @TempDir
    Path folder;

    @Test
    void showsVerdictPromisesChartsAndTheTablesBesideThem() throws Exception {
        var page = rendered(SampleRuns.blown());

        assertThat(page)
                .contains("data-rendered=\"1\"", "✗ FAILED", "✗ MISSED", "while the server showed CPU")
                .contains("<div id=\"plain\" hidden");
        assertThat(ShownPage.charts(page))
                .containsExactly(
                        "throughput",
                        "latency",
                        "by-request",
                        "users",
                        "codes",
                        "heat",
                        "percentiles",
                        "cpu",
                        "connections",
                        "queries",
                        "transactions",
                        "network",
                        "load1",
                        "memory",
                        "size");
        assertThat(count(page, "<canvas role=\"img\"[^>]* aria-label=\"Chart of [^\"]{40,}\""))
                .isEqualTo(15);
        assertThat(count(page, "<summary>Figures: .{0,60}</summary><div><div class=\"scroll\""))
                .isEqualTo(15);
        assertThat(page).contains("Postgres keeps no latency for each table", "href=\"target-metrics.ndjson\"");
        // Broken promises first: the failed share stands before the mean, which the summary has before it.
        assertThat(page.indexOf("data-label=\"Promise\">POST /redeem failed"))
                .isLessThan(page.indexOf("data-label=\"Promise\">POST /redeem mean"));
    }

    @Tag("more-runs")
    @Test
    void saysInItsTitleThatARunIsARehearsal() throws Exception {
        assertThat(rendered(StoredRun.ofDay(1).rehearsing("slow").summary()))
                .contains("<title>PASSED (rehearsal) · station_redeem_peak", "✓ PASSED (rehearsal)</span>");
    }

    @Tag("more-runs")
    @Test
    void showsTheStepsOfAClimb() throws Exception {
        var page = rendered(SampleRuns.with(SampleRuns.green(), List.of(Verdicts.capacity())));

        assertThat(page)
                .contains(
                        "10 per second held; 20 per second did not: POST /redeem p95 is 612 ms, limit &lt; 500 ms</p>",
                        "✓ held",
                        "✗ broke",
                        "not tried",
                        "<li>POST /redeem 40 ms, 0.00 % failed</li>");
        assertThat(rendered(SampleRuns.green())).containsPattern("<section id=\"capacity\"[^>]* hidden");
    }

    @Tag("more-runs")
    @Test
    void showsWhatThereIsWhereARunHasSeenNothing() throws Exception {
        var page = rendered(SampleRuns.empty());

        assertThat(page).contains("✗ FAILED", "never sent");
        assertThat(ShownPage.charts(page)).isEmpty();
        assertThat(page).doesNotContainPattern("<p[^>]*>[^<]*(No request was sent|No time line)");
        for (var empty :
                List.of("glance", "comparison", "time", "requests", "failures", "slowest", "abort", "database")) {
            assertThat(page).containsPattern("<section id=\"" + empty + "\"[^>]* hidden");
        }
    }

    @Tag("more-runs")
    @Test
    void showsASinglePointAndHalfAnHourOfHostileFailures() throws Exception {
        var failures = new TreeMap<String, Long>();
        for (int i = 0; i < 50; i++) {
            failures.put("<script>document.body.dataset.error=" + i + "</script>" + "x".repeat(250), 50L - i);
        }
        var one = SampleFigures.timeline(1, 1, second -> 0);
        var many = SampleFigures.timeline(1800, 1, second -> second / 900);
        assertThat(ShownPage.charts(rendered(SampleRuns.with(SampleRuns.interrupted(), failures, one))))
                .containsExactly("throughput", "latency", "by-request", "users", "codes", "heat", "percentiles");

        var page = rendered(SampleRuns.with(SampleRuns.blown(), failures, many));
        assertThat(count(page, "<td class=\"long\" data-label=\"Reason\">&lt;script&gt;"))
                .isEqualTo(100);
        assertThat(page).contains("p95 (highest)");
    }

    @Tag("more-runs")
    @Test
    void showsReadingsThatWereOnlyTakenBeforeAndAfterTheLoad() throws Exception {
        var page = rendered(SampleRuns.with(SampleRuns.green(), SampleFigures.aroundALoadOf(600)));

        assertThat(count(page, "aria-label=\"Chart of CPU of all cores, %: reading up to 97 at 10:01\\."))
                .isEqualTo(1);
        assertThat(count(page, "aria-label=\"Chart of Database connections: reading up to 16 at 00:00\\."))
                .isEqualTo(1);
    }

    @Tag("more-runs")
    @Test
    void showsWhyTargetsWereRejectedAndHowFarThroughputIsFromItsLimit() throws Exception {
        var of = SampleRuns.with(
                SampleRuns.blown(),
                List.of(
                        Verdicts.throughput(1_500, 1_497, VerdictOutcome.MET),
                        Verdicts.throughput(1_500, 1_200, VerdictOutcome.MISSED)));
        var waba = new Summary.Waba(90, 10, 0, Map.of(200, 90L), Map.of("<b>opted_out</b>", 3L));
        var traffic = new Summary.Traffic(
                of.traffic().load(), of.traffic().requests(), of.traffic().overall(), waba);
        var page = rendered(SampleRuns.with(of, traffic, of.observations(), of.remarks()));

        assertThat(page)
                .contains("90 accepted, 10 rate limited", "Targets rejected, by reason", "&lt;b&gt;opted_out&lt;/b&gt;")
                .contains("5.1 % above", "16 % short");
        assertThat(count(page, "<i class=\"over\"")).isEqualTo(1);
    }

    @Tag("more-runs")
    @Test
    void showsTheMachinesOfASharedRunBesideEachOther() throws Exception {
        var page = rendered(SampleMachines.of(SampleRuns.blown()));

        assertThat(page)
                .contains("Machines of this run", "data-label=\"clock offset\">-12 ± 4 ms", "runner &lt;2&gt;")
                .contains("Clocks beside the database's clock");
        assertThat(rendered(SampleRuns.green())).containsPattern("<section id=\"machines\"[^>]* hidden");
    }

    @Tag("more-runs")
    @Test
    void saysThatNothingCouldBeCompared() throws Exception {
        var of = SampleRuns.green();
        var comparison = new Comparison("one run", 1, List.of(), List.of("GET /new"), List.of(), true);
        var page = rendered(
                SampleRuns.with(of, of.traffic(), of.observations(), new Summary.Remarks(comparison, List.of())));

        assertThat(page)
                .contains(">Nothing could be compared", ">In one of the two only: GET /new</p>")
                .doesNotContain(">Figures beside the baseline");
    }

    private String rendered(Summary summary) throws Exception {
        var file = Files.writeString(folder.resolve("verdict.html"), VerdictPage.of(summary));
        return ShownPage.of(folder, file.toUri().toString());
    }

    private static long count(String page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().count();
    }
}
