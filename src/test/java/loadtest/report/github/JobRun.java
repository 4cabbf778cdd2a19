package loadtest.report.github;

import java.nio.file.Path;
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

/**
 * What the summary of a job says of one scenario.
 *
 * @param outcome in words
 * @param reasons why it did not pass
 * @param summary of its run; empty where that has none
 * @param folder of the run; empty where it has none
 */
public record JobRun(
        String scenario, String outcome, List<String> reasons, Optional<Summary> summary, Optional<Path> folder) {
    private static final String NO_VERDICT = "NO VERDICT";

    /** Of a run whose summary is at hand. */
    public static JobRun of(Summary summary, Optional<Path> folder) {
        return new JobRun(
                summary.identity().scenario(),
                summary.outcomeInWords(),
                summary.result().reasons(),
                Optional.of(summary),
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

    /** Whether it is folded away. */
    boolean passed() {
        return summary.map(found -> found.result().succeeded()).orElse(false);
    }

    /** Whether it is the part of one machine. */
    boolean part() {
        return summary.filter(found -> found.identity().share() != null).isPresent();
    }

    /** So that colour is never the only sign. */
    String mark() {
        return passed() ? "✓" : "✗";
    }

    /** Profile and target, in words; empty where they are not known. */
    String conditions() {
        return summary.map(JobRun::conditions).orElse("");
    }

    private static String conditions(Summary summary) {
        var where = summary.conditions().where();
        return summary.identity().profile() + (where.isEmpty() ? "" : " on " + where);
    }

    /** The promise that was broken most, or the reason why there is none; of a run that passed the one nearest to its limit. */
    String worst() {
        var views = VerdictView.all(verdicts());
        if (passed()) {
            return VerdictView.nearest(views)
                    .map(view -> "nearest: " + view.figures())
                    .orElse("");
        }
        var more = broken().size() - 1;
        return VerdictView.worst(views)
                .filter(view -> !isInterrupted())
                .map(view -> view.figures() + (more == 0 ? "" : "; " + more + " more"))
                .orElse(reasons.isEmpty() ? "" : reasons.get(0));
    }

    /** That it was interrupted comes before what it did not reach. */
    private boolean isInterrupted() {
        return summary.map(found -> found.result().outcome())
                .filter(RunOutcome.INTERRUPTED::equals)
                .isPresent();
    }

    List<Verdict> verdicts() {
        return summary.map(Summary::verdicts).orElse(List.of());
    }

    List<VerdictView> broken() {
        return VerdictView.all(verdicts()).stream()
                .filter(view -> view.verdict().missed())
                .toList();
    }

    List<VerdictView> others() {
        return VerdictView.all(verdicts()).stream()
                .filter(view -> !view.verdict().missed())
                .toList();
    }

    /** What failed, the most frequent first. */
    List<FailureLine> failures() {
        return summary.map(FailureLine::of).orElse(List.of());
    }

    Optional<Comparison> comparison() {
        return summary.map(found -> found.remarks().comparison());
    }

    private static JobRun of(String scenario, PastRun run) {
        return run.summary()
                .map(summary -> of(summary, Optional.of(run.folder())))
                .orElseGet(() -> without(scenario, NO_VERDICT, run.problem()));
    }

    private static JobRun without(String scenario, String outcome, String why) {
        return new JobRun(scenario, outcome, List.of(why), Optional.empty(), Optional.empty());
    }
}
