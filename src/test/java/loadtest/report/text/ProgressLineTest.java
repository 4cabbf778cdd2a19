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
    private final ProgressLine line = new ProgressLine(SampleRuns.START, LENGTH);

    private String after(int seconds, Summary soFar) {
        return line.of(soFar, SampleRuns.START.plusSeconds(seconds));
    }

    private static Verdict p95(String request, long millis) {
        return Verdicts.latency(request, Statistic.P95, 500L, millis, 100, VerdictOutcome.MET, "");
    }

    private static Verdict errors(long hits) {
        return Verdicts.budget("HTTP 5xx", List.of("5xx"), hits, 100, VerdictOutcome.MET);
    }

    private Summary with(Verdict... verdicts) {
        return SampleRuns.with(run, new ArrayList<>(List.of(verdicts)));
    }

    @Test
    void tellsTimeUsersAndWhatTheLastIntervalBrought() {
        assertThat(after(100, run))
                .startsWith("1:40, 8:20 left | 0 users | ")
                .contains(
                        String.format(
                                Locale.ROOT,
                                " | %.1f requests/s | ",
                                run.traffic().overall().count() / 100.0),
                        " | p95 " + run.traffic().overall().p95() + " ms | ",
                        " | " + run.traffic().overall().ko() + " failed | ");
        assertThat(after(105, run)).startsWith("1:45, 8:15 left").contains(" | 0.0 requests/s | ");
        assertThat(after(601, run)).startsWith("10:01, waiting for answers | ");
    }

    @Test
    void theNearestIsTheOneThatHasUsedMostOfItsLimit() {
        var soFar = with(
                p95("a", 100),
                Verdicts.failed("b", 3, 600, VerdictOutcome.MET, ""),
                Verdicts.kept("c persisted", "3 accepted", 100, VerdictOutcome.MET));

        assertThat(after(10, soFar)).endsWith(" | nearest: b failed at 50 % of its limit");
    }

    @Test
    void anyOfWhatIsNotAllowedIsNearerThanAllElse() {
        var soFar = with(p95("a", 900), errors(3));

        assertThat(after(10, soFar)).endsWith(" | nearest: HTTP 5xx at most 0 has 3");
    }

    @Test
    void nothingUsedIsNotNear() {
        assertThat(after(10, with(errors(0)))).endsWith(" failed");
    }
}
