package loadtest.report.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.readiness.ReadinessSets;
import loadtest.report.summary.RunOutcome;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.Nights;
import loadtest.testing.PastRuns;
import loadtest.testing.SampleRuns;
import loadtest.testing.StoredRun;
import loadtest.testing.SummaryFile;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of all runs: what it shows of many, and how large it becomes. */
class RunsPageTest {
    private static final Instant LAST = Instant.parse("2030-06-30T02:00:00Z");
    private static final List<String> SCENARIOS = List.of(
            "agent_journeys", "api_smoke", "campaign_bulk_send", "station_redeem_peak", "voucher_preview_spike");

    @TempDir
    Path folder;

    @Test
    void aScenarioIsATileWithItsNewestVerdictItsTightestP95AndTheLastThirtyRuns() throws Exception {
        Nights.in(folder, 32);
        var page = page(PastRun.in(folder));

        var tile =
                found(page, "(?s)<article class=\"tile FAILED\".*?</article>").get(0);
        assertThat(tile)
                .contains("✗</span> station_redeem_peak</a>", "POST /redeem p95 <b>612 of 500 ms</b>")
                .doesNotContain("2030-02-27 12:36:00"); // a rehearsal
        assertThat(found(tile, "<li>")).hasSize(30);
        assertThat(found(page, "<article "))
                .as("five under ci, two on the stand-in")
                .hasSize(7);
        assertThat(page).contains(">Ready: 4 of 5</a>", ">No statement of readiness</a>");
    }

    @Test
    void aClimbIsToldByTheRateThatItHeld() throws Exception {
        for (int day = 1; day <= 2; day++) {
            SummaryFile.write(
                    SampleRuns.with(StoredRun.ofDay(day).summary(), List.of(Verdicts.capacity())),
                    PastRuns.folder(folder, "stationredeempeak-2030010" + day + "020000000")
                            .resolve("summary.json"));
        }
        var page = page(PastRun.in(folder));

        assertThat(page)
                .contains(
                        "<b>10 per second held</b>",
                        "capacity, users that arrive over 2 runs: first 10.00/s, newest 10.00/s, highest 10.00/s",
                        "<td class=\"num\">10 per second held</td>");
    }

    @Test
    void daysAreFoldedButForTheNewest() throws Exception {
        Nights.in(folder, 32);
        var page = page(PastRun.in(folder));

        assertThat(found(page, "<details class=\"day\" open>")).hasSize(1);
        assertThat(found(page, "<details class=\"day\">")).hasSize(31);
        assertThat(page)
                .contains("4 PASSED, 1 rehearsal", "4 PASSED, 1 INTERRUPTED", "4 PASSED, 1 NOT_RUN")
                .contains("rehearsal: slow database", "target 1.6.1<br>suite ");
    }

    /** As on a machine that has tested many targets for years. */
    @Test
    void staysBounded() {
        var runs = new ArrayList<PastRun>();
        for (var n = 0; n < 1_300; n++) {
            runs.add(run(n));
        }

        var page = page(runs);

        assertThat(found(page, "<tr data-o=")).hasSize(500);
        assertThat(page).contains("1300 runs: ", " The newest 500 are listed.").hasSizeLessThan(1_500_000);
    }

    private PastRun run(int n) {
        var started = LAST.minus(Duration.ofHours(n));
        var requests = IntStream.range(0, 6)
                .mapToObj(i -> new Facts.Figures("POST /api/some/request/" + i, 1_500, 3, 2.5, 100, 200 + n % 50, 400))
                .toList();
        var facts = new Facts(
                SCENARIOS.get(n % 5),
                n % 2 == 0 ? "ci" : "ramp",
                RunOutcome.FAILED,
                true,
                List.of("a reason ".repeat(100)),
                List.of("api" + n % 7 + ".staging.example.com"),
                false,
                List.of(),
                "1.4.2",
                started.toString(),
                started.plusSeconds(600).toString(),
                null,
                null,
                new Facts.FactsSuite("3fa9c21aabbc"),
                null,
                requests,
                requests.get(0),
                requests.stream().map(RunsPageTest::verdict).toList());
        return new PastRun(folder.resolve("stationredeempeak-2030013112000" + n), started, Optional.of(facts), "");
    }

    private static Verdict verdict(Facts.Figures seen) {
        return Verdicts.latency(seen.name(), Statistic.P95, 500L, seen.p95(), 1_500, VerdictOutcome.MET, "");
    }

    private static String page(List<PastRun> runs) {
        return RunsPage.of(runs, ReadinessSets.of(runs), Optional.empty());
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group())
                .toList();
    }
}
