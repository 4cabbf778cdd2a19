package loadtest.report.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.settings.Console;
import loadtest.settings.Failure;

/**
 * Publishes a run to GitHub Actions: the verdict table in the job's summary, and one annotation for each missed promise.
 * Outside GitHub Actions it does nothing. The forms are those of GitHub's "Workflow commands" and "Adding a job summary".
 *
 * @param environment of the process: {@code GITHUB_STEP_SUMMARY} names the file that the job's summary is made of,
 *     {@code GITHUB_ACTIONS} is {@code true} where a runner reads the console
 */
public record GitHub(Map<String, String> environment) {

    /** Never throws, since everything published here is also in the run's folder. */
    public void publish(Summary summary) {
        if (environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            annotations(summary).forEach(Console::command);
        }
        var file = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (!file.isBlank()) {
            try {
                Files.writeString(
                        Path.of(file),
                        markdown(summary),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException | RuntimeException e) {
                System.out.println("the job's summary cannot be written: " + Failure.line(e));
            }
        }
    }

    /** One annotation for each missed promise; in a run that failed without one, one for each reason. */
    static List<String> annotations(Summary summary) {
        var title = summary.identity().scenario() + " (" + summary.identity().profile() + ")";
        var missed = VerdictView.reasons(summary.verdicts());
        var lines = missed.isEmpty() ? summary.result().reasons() : missed;
        return lines.stream()
                .map(line -> "::error title=" + property(title) + "::" + data(line))
                .toList();
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
        lines.add(Markdown.rendered("On " + where + ", started "
                + summary.conditions().started() + ", run " + summary.identity().runId()));
        lines.add("");
        lines.add("| Verdict | SLO | Limit | Actual | Samples | Note |");
        lines.add("| --- | --- | --- | --- | ---: | --- |");
        VerdictView.all(summary.verdicts()).forEach(view -> lines.add(row(view)));
        lines.add("");
        summary.result().reasons().forEach(reason -> lines.add("- " + Markdown.rendered(reason)));
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

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
