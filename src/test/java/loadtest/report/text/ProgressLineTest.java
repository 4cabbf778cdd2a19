package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loadtest.report.summary.Summary;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.SampleRuns;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final Duration LENGTH = Duration.ofMinutes(10);

    private final Summary run = SampleRuns.blown();
    private final ProgressLine line =
            new ProgressLine(SampleRuns.START, LENGTH, new Terminal(Terminal.IN_A_LOG, false, true));

    private List<String> after(int seconds, Summary soFar) {
        return line.of(soFar, SampleRuns.START.plusSeconds(seconds));
    }

    private static Verdict p95(String request, long millis) {
        return Verdicts.latency(request, Statistic.P95, 500L, millis, 100, VerdictOutcome.MET, "");
    }

    private static Verdict errors(long hits) {
        return Verdicts.budget("HTTP 5xx", List.of("5xx"), hits, 100, VerdictOutcome.MISSED);
    }

    private Summary with(Verdict... verdicts) {
        return SampleRuns.with(run, new ArrayList<>(List.of(verdicts)));
    }

    @Test
    void tellsTimeUsersAndWhatTheLastIntervalBrought() {
        var green = SampleRuns.green();
        var all = green.traffic().overall();

        assertThat(after(100, green))
                .singleElement()
                .asString()
                .startsWith("1:40 ▕██▋             ▏ 8:20 left    0 users  ")
                .endsWith(String.format(
                        Locale.ROOT, "  %.1f req/s  p95 %d ms  0 failed", all.count() / 100.0, all.p95()));
        assertThat(after(105, green).get(0)).startsWith("1:45 ▕").contains(" 8:15 left ", " 0.0 req/s ");
        assertThat(after(601, green).get(0)).startsWith("10:01 ▕").contains("▏ waiting for answers ");
    }

    @Test
    void theNearestIsTheOneThatHasUsedMostOfItsLimitAndIsNotBroken() {
        var soFar = with(
                p95("a", 100),
                p95("information", 501),
                Verdicts.failed("b", 3, 600, VerdictOutcome.MET, ""),
                Verdicts.kept("c persisted", "3 accepted", 100, VerdictOutcome.MET));

        assertThat(after(10, soFar)).last().isEqualTo("     nearest: b failed at 50 % of its limit");
    }

    @Test
    void whatIsBrokenIsSaidInItsPlaceTheWorstByName() {
        var soFar = with(p95("a", 400), Verdicts.failed("b", 30, 600, VerdictOutcome.MISSED, ""), errors(3));

        assertThat(after(10, soFar)).last().isEqualTo("     ✗ 2 broken by now: HTTP 5xx at most 0: 3");
    }

    @Test
    void whatIsFarFromItsLimitIsNotNear() {
        assertThat(after(10, with(p95("a", 100)))).hasSize(1);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (var width : List.of(40, 60, 78)) {
            var narrow = new ProgressLine(SampleRuns.START, LENGTH, new Terminal(width, false, true));
            assertThat(narrow.of(run, SampleRuns.START.plusSeconds(4_000)))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        }
    }
}
