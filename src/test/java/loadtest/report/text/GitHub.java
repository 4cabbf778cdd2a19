package loadtest.report.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.report.summary.Summary;
import loadtest.settings.Console;
import loadtest.settings.Failure;
import loadtest.slo.Verdict;

/**
 * Tells GitHub Actions of a run: the verdict table in the job's summary, and one annotation for each promise that was
 * missed. Elsewhere it says nothing. The forms are those of GitHub's "Workflow commands" and "Adding a job summary".
 *
 * @param environment of the process: {@code GITHUB_STEP_SUMMARY} names the file that the job's summary is made of,
 *     {@code GITHUB_ACTIONS} is {@code true} where a runner reads the console
 */
public record GitHub(Map<String, String> environment) {

    /** Never throws: what is told here is also in the run's folder. */
    public void tell(Summary summary) {
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

    /** One for each promise that was missed; where the run failed without one, one for each reason. */
    static List<String> annotations(Summary summary) {
        var title = summary.scenario() + " (" + summary.profile() + ")";
        var missed = summary.verdicts().stream()
                .filter(Verdict::missed)
                .map(GitHub::sentence)
                .toList();
        var lines = missed.isEmpty() ? summary.reasons() : missed;
        return lines.stream()
                .map(line -> "::error title=" + property(title) + "::" + data(line))
                .toList();
    }

    /** A heading, the table, the reasons and the comparison. */
    static String markdown(Summary summary) {
        var lines = new ArrayList<String>();
        var where = summary.standIn() ? "the stand-in" : String.join(", ", summary.target());
        lines.add("### " + cell(summary.scenario() + ", " + summary.profile() + ": " + summary.outcome()));
        lines.add("");
        lines.add(cell("On " + where + ", started " + summary.started() + ", run " + summary.runId()));
        lines.add("");
        lines.add("| Verdict | SLO | Limit | Actual | Samples | Note |");
        lines.add("| --- | --- | --- | --- | ---: | --- |");
        summary.verdicts().forEach(verdict -> lines.add(row(verdict)));
        lines.add("");
        summary.reasons().forEach(reason -> lines.add("- " + cell(reason)));
        if (summary.comparison() != null) {
            lines.add("");
            summary.comparison().lines().forEach(line -> lines.add("- " + cell(line.strip())));
        }
        lines.add("");
        return String.join("\n", lines) + "\n";
    }

    private static String row(Verdict verdict) {
        var cells = Stream.of(
                VerdictTable.mark(verdict.outcome()),
                verdict.name(),
                verdict.limit(),
                verdict.actual(),
                String.valueOf(verdict.samples()),
                verdict.note());
        return "| " + String.join(" | ", cells.map(GitHub::cell).toList()) + " |";
    }

    private static String sentence(Verdict verdict) {
        return VerdictTable.reasons(List.of(verdict)).get(0);
    }

    private static String cell(String text) {
        return Markdown.text(text).replace("_", "\\_");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
