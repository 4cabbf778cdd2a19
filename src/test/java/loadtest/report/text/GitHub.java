package loadtest.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.report.summary.FailureLine;
import loadtest.report.summary.Summary;
import loadtest.report.summary.TimeWords;
import loadtest.report.summary.VerdictView;
import loadtest.settings.GitHubStep;
import loadtest.settings.Markdown;

/**
 * Publishes a run to GitHub Actions: the verdict table in the job's summary, and an annotation for each missed promise. A
 * step shows ten annotations of a kind and drops a summary of more than 1 MiB. The scenarios of one invocation share both,
 * so each keeps to its part and says how much it leaves out. Outside GitHub Actions this does nothing.
 *
 * @param environment of the process, see {@link GitHubStep}
 * @param scenarios how many of them share the step, this one included
 */
public record GitHub(Map<String, String> environment, int scenarios) {
    private static final int MOST_ANNOTATIONS = 10;

    /** The page has all. */
    private static final int MOST_FAILURES = 10;

    /** Never throws, since everything published here is also in the run's folder. */
    public void publish(Summary summary) {
        var step = new GitHubStep(environment);
        step.commands(() -> annotations(summary));
        step.append(() -> markdown(summary), GitHubStep.LARGEST_SUMMARY / scenarios);
    }

    /**
     * One annotation for each missed promise; in a run that failed without one, one for each reason. What is more than
     * this scenario's part is in the last one.
     */
    List<String> annotations(Summary summary) {
        var missed = VerdictView.reasons(summary.verdicts());
        var lines = missed.isEmpty() ? summary.result().reasons() : missed;
        var title = summary.identity().scenario() + " (" + summary.identity().profile() + ")";
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

    /** A heading, the table, the reasons and the comparison. */
    static String markdown(Summary summary) {
        var lines = new ArrayList<String>();
        var where = summary.conditions().standIn()
                ? "the stand-in"
                : String.join(", ", summary.conditions().target());
        lines.add("### "
                + Markdown.rendered(summary.identity().scenario() + ", "
                        + summary.identity().profile() + ": " + summary.result().outcome()));
        lines.add("");
        lines.add(Markdown.rendered(
                (where.isEmpty() ? "Started " : "On " + where + ", started ") + TimeWords.span(summary.conditions())
                        + ", run " + summary.identity().runId()));
        lines.add("");
        if (!summary.verdicts().isEmpty()) {
            lines.add("| Verdict | Promise | Limit | Actual | Samples | Note |");
            lines.add("| --- | --- | --- | --- | ---: | --- |");
            VerdictView.all(summary.verdicts()).forEach(view -> lines.add(row(view)));
            lines.add("");
        }
        summary.result().reasons().forEach(reason -> lines.add("- " + Markdown.rendered(reason)));
        FailureLine.of(summary).stream()
                .limit(MOST_FAILURES)
                .map(FailureLine::markdown)
                .forEach(lines::add);
        if (summary.remarks().comparison() != null) {
            lines.add("");
            summary.remarks().comparison().lines().forEach(line -> lines.add("- " + Markdown.rendered(line.strip())));
        }
        lines.add("");
        return String.join("\n", lines) + "\n";
    }

    private static String row(VerdictView view) {
        return "| "
                + String.join(
                        " | ", view.cells().stream().map(Markdown::rendered).toList()) + " |";
    }
}
