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
import loadtest.settings.ForeignText;
import loadtest.settings.Mask;

/**
 * Publishes a run to GitHub Actions: the verdict table in the job's summary, and an annotation for each missed promise. A
 * step shows ten annotations of a kind and drops a summary of more than 1 MiB. The scenarios of one invocation share both,
 * so each keeps to its part and says how much it leaves out. Outside GitHub Actions this does nothing. The forms are those of GitHub's "Workflow commands" and "Adding a job summary".
 *
 * @param environment of the process: {@code GITHUB_STEP_SUMMARY} names the file that the job's summary is made of,
 *     {@code GITHUB_ACTIONS} is {@code true} where a runner reads the console
 * @param scenarios how many of them share the step, this one included
 */
public record GitHub(Map<String, String> environment, int scenarios) {
    private static final int MOST_ANNOTATIONS = 10;
    private static final int LONGEST_ANNOTATION = 4_000; // characters; the runner cuts at 4,096
    private static final long LARGEST_SUMMARY = 1 << 20; // bytes
    private static final String REST =
            "- %s more lines have no room here: they are in verdict.html of the run's folder\n\n";

    /** Never throws, since everything published here is also in the run's folder. */
    public void publish(Summary summary) {
        if (environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            annotations(summary).forEach(Console::command);
        }
        var file = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (!file.isBlank()) {
            try {
                append(markdown(summary), Path.of(file));
            } catch (IOException | RuntimeException e) {
                System.out.println("the job's summary cannot be written: " + Failure.line(e));
            }
        }
    }

    /** Half a character of a message is replaced: it must not cost the summary. */
    private void append(String text, Path file) throws IOException {
        var taken = Files.isRegularFile(file) ? Files.size(file) : 0;
        var room = Math.min(LARGEST_SUMMARY / scenarios, LARGEST_SUMMARY - taken);
        Files.write(file, bytes(bounded(text, room)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** As many whole lines as there is room for, and how many are left out. */
    static String bounded(String text, long bytes) {
        if (bytes(text).length <= bytes) {
            return text;
        }
        var lines = text.split("(?<=\n)");
        var note = "\n" + REST.formatted(lines.length);
        var kept = new StringBuilder();
        var left = bytes - bytes(note).length;
        var next = 0;
        while (next < lines.length && bytes(lines[next]).length <= left) {
            left -= bytes(lines[next]).length;
            kept.append(lines[next++]);
        }
        return left < 0 ? "" : kept + "\n" + REST.formatted(lines.length - next);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One annotation for each missed promise; in a run that failed without one, one for each reason. What is more than
     * this scenario's part is in the last one.
     */
    List<String> annotations(Summary summary) {
        var title = summary.identity().scenario() + " (" + summary.identity().profile() + ")";
        var missed = VerdictView.reasons(summary.verdicts());
        var lines = missed.isEmpty() ? summary.result().reasons() : missed;
        return folded(lines, Math.max(1, MOST_ANNOTATIONS / scenarios)).stream()
                .map(line -> "::error title=" + property(title) + "::" + data(line))
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
        return folded.stream().map(GitHub::bounded).toList();
    }

    private static String bounded(String line) {
        var masked = Mask.current().in(line); // half a secret would not be found any more
        var beginning = ForeignText.beginning(masked, LONGEST_ANNOTATION);
        return beginning.length() < masked.length() ? beginning + "..." : masked;
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
        lines.add(Markdown.rendered((where.isEmpty() ? "Started " : "On " + where + ", started ")
                + summary.conditions().started() + ", run " + summary.identity().runId()));
        lines.add("");
        if (!summary.verdicts().isEmpty()) {
            lines.add("| Verdict | SLO | Limit | Actual | Samples | Note |");
            lines.add("| --- | --- | --- | --- | ---: | --- |");
            VerdictView.all(summary.verdicts()).forEach(view -> lines.add(row(view)));
            lines.add("");
        }
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
