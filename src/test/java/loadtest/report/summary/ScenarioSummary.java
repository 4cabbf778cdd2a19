package loadtest.report.summary;

import java.util.List;
import java.util.Locale;
import loadtest.slo.Verdict;

/**
 * One scenario of a run of several.
 *
 * @param overall the figures of all its requests together
 * @param waba null where it has no dispatcher
 * @param deciding how many of its promises decided
 * @param missed how many of these were missed
 */
public record ScenarioSummary(
        String scenario, Summary.Load load, RequestSummary overall, Summary.Waba waba, long deciding, long missed) {

    /** In a line, such as {@code my_scenario: 12 of 12 deciding promises kept; 90 requests, 4.5 per second, p95 31 ms, 0 failed}. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d deciding promises kept; %d requests, %.1f per second, p95 %d ms, %d failed",
                scenario,
                deciding - missed,
                deciding,
                overall.count(),
                overall.rate(),
                overall.p95(),
                overall.ko());
    }

    /** @param verdicts of the whole run */
    public static ScenarioSummary of(
            String scenario, Summary.Load load, RequestSummary overall, Summary.Waba waba, List<Verdict> verdicts) {
        var own = verdicts.stream()
                .filter(verdict -> verdict.promise().scenario().equals(scenario))
                .toList();
        return new ScenarioSummary(
                scenario,
                load,
                overall,
                waba,
                own.stream().filter(Verdict::decides).count(),
                own.stream().filter(Verdict::missed).count());
    }
}
