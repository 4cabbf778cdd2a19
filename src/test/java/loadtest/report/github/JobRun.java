package loadtest.report.github;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loadtest.report.history.PastRun;
import loadtest.report.invocation.InvocationRun;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.FailureLine;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/**
 * What the summary of a job says of one scenario.
 *
 * @param outcome in words
 * @param passed whether it is folded away
 * @param conditions profile and target, in words; empty where they are not known
 * @param reasons why it did not pass
 * @param failures what failed, the most frequent first
 * @param folder of the run; empty where it has none
 */
public record JobRun(
        String scenario,
        String outcome,
        boolean passed,
        String conditions,
        List<String> reasons,
        List<Verdict> verdicts,
        List<FailureLine> failures,
        Optional<Comparison> comparison,
        Optional<Path> folder) {
    private static final String NO_VERDICT = "NO VERDICT";

    /** Of a run whose summary is at hand. */
    public static JobRun of(Summary summary, Optional<Path> folder) {
        var where = summary.conditions().standIn()
                ? "the stand-in"
                : String.join(", ", summary.conditions().target());
        return new JobRun(
                summary.identity().scenario(),
                summary.outcomeInWords(),
                summary.result().passed(),
                summary.identity().profile() + (where.isEmpty() ? "" : " on " + where),
                summary.result().reasons(),
                summary.verdicts(),
                FailureLine.of(summary),
                Optional.ofNullable(summary.remarks().comparison()),
                folder);
    }

    /** Of a run that was meant to happen, as its invocation's file knows it. */
    static JobRun of(InvocationRun run) {
        return run.run()
                .map(past -> of(run.scenario(), past))
                .orElseGet(() -> without(run.scenario(), NO_VERDICT, "its process has not come to its end"));
    }

    /** Of a scenario whose process has not begun. */
    static JobRun notBegun(String scenario) {
        return without(scenario, "NOT BEGUN", "the command ended before it");
    }

    /** So that colour is never the only sign. */
    String mark() {
        return passed ? "✓" : "✗";
    }

    /** The promise that was broken most, or the reason why there is none; of a run that passed the one nearest to its limit. */
    String worst() {
        var broken = broken();
        if (passed) {
            return nearest().map(view -> "nearest: " + view.figures()).orElse("");
        }
        if (broken.isEmpty() || outcome.startsWith(RunOutcome.INTERRUPTED.name())) {
            return reasons.isEmpty() ? "" : reasons.get(0);
        }
        var worst =
                broken.stream().max(Comparator.comparing(VerdictView::beyond)).orElseThrow();
        return worst.figures() + (broken.size() == 1 ? "" : "; " + (broken.size() - 1) + " more");
    }

    List<VerdictView> broken() {
        return VerdictView.all(verdicts).stream()
                .filter(view -> view.verdict().missed())
                .toList();
    }

    List<VerdictView> others() {
        return VerdictView.all(verdicts).stream()
                .filter(view -> !view.verdict().missed())
                .toList();
    }

    private Optional<VerdictView> nearest() {
        return VerdictView.all(verdicts).stream()
                .filter(view -> view.verdict().outcome() == VerdictOutcome.MET)
                .filter(view -> view.used() > 0)
                .max(Comparator.comparing(VerdictView::used));
    }

    private static JobRun of(String scenario, PastRun run) {
        return run.summary()
                .map(summary -> of(summary, Optional.of(run.folder())))
                .orElseGet(() -> without(scenario, NO_VERDICT, run.problem()));
    }

    private static JobRun without(String scenario, String outcome, String why) {
        return new JobRun(
                scenario, outcome, false, "", List.of(why), List.of(), List.of(), Optional.empty(), Optional.empty());
    }
}
