package loadtest.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.settings.GitHubStep;

/**
 * Annotates a job of GitHub Actions with the promises that a run has missed. A step shows ten annotations of a kind, which
 * the scenarios of one invocation share, so each keeps to its part and says how much it leaves out. Outside GitHub Actions
 * this does nothing.
 *
 * @param environment of the process, see {@link GitHubStep}
 * @param scenarios how many of them share the step, this one included
 */
public record GitHub(Map<String, String> environment, int scenarios) {
    private static final int MOST_ANNOTATIONS = 10;

    /** Never throws, since everything published here is also in the run's folder. */
    public void annotate(Summary summary) {
        new GitHubStep(environment).commands(() -> annotations(summary));
    }

    /**
     * One annotation for each missed promise; in a run that failed without one, or was interrupted, one for each reason. What is more than
     * this scenario's part is in the last one.
     */
    List<String> annotations(Summary summary) {
        var missed = VerdictView.reasons(summary.verdicts());
        var result = summary.result();
        var lines = missed.isEmpty() || result.outcome() == RunOutcome.INTERRUPTED ? result.reasons() : missed;
        var title = summary.identity().scenario() + " (" + summary.identity().profile()
                + (summary.rehearsed() ? ", rehearsal)" : ")");
        return folded(lines, Math.max(1, MOST_ANNOTATIONS / scenarios)).stream()
                .map(line -> GitHubStep.annotation(title, line))
                .toList();
    }

    private static List<String> folded(List<String> lines, int most) {
        var shown = lines.size() <= most ? lines.size() : most - 1;
        var folded = new ArrayList<>(lines.subList(0, shown));
        var rest = lines.subList(shown, lines.size());
        if (!rest.isEmpty()) {
            folded.add(rest.size() + (shown == 0 ? "" : " more") + ", each in the job's summary: "
                    + String.join("; ", rest));
        }
        return folded;
    }
}
