package loadtest.report.readiness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.settings.Markdown;

/**
 * Renders a readiness report as a table in GitHub's Markdown: of every scenario of one profile and target, or the row of
 * a single run.
 */
public final class ReadinessReport {
    private static final String TITLE = "# Performance readiness";

    private ReadinessReport() {}

    /** The text of a run's {@code readiness.md}: its row, and the explanation of the outcome. */
    public static String of(Summary run) {
        var explanation = Explanation.of(run);
        return TITLE + "\n\n"
                + heading(List.of("Scenario", "Profile", "Verdict"))
                + row(
                        List.of(
                                List.of(run.identity().scenario()),
                                List.of(run.identity().profile()),
                                List.of(verdict(run))),
                        Optional.of(run))
                + "\n" + Markdown.text(explanation.headline()) + "\n"
                + list(explanation.sentences());
    }

    /** The text of the readiness report: the statement, what limits it, and a row for each scenario. */
    static String of(ReadinessSet set, List<ReadinessRow> all) {
        var rows = all.stream()
                .map(row -> row(
                        List.of(
                                List.of(row.entry().scenario()),
                                List.of(row.mark()),
                                row.verdict(),
                                row.ran(),
                                row.risks()),
                        row.summary()))
                .collect(Collectors.joining());
        return TITLE + ": " + Markdown.text(set.title()) + "\n\n"
                + Markdown.text(set.headline()) + "\n"
                + list(set.caveats())
                + "\n" + heading(List.of("Scenario", "Ready", "Verdict", "Run", "Risks"))
                + rows;
    }

    private static String verdict(Summary run) {
        return run.result().outcome() == RunOutcome.NOT_RUN
                ? run.outcomeInWords() + ": " + String.join("; ", run.result().reasons())
                : run.outcomeInWords();
    }

    private static String heading(List<String> first) {
        var names = new ArrayList<>(first);
        names.addAll(ReadinessFigures.names());
        return line(names.stream().map(List::of).toList()) + "|" + " --- |".repeat(names.size()) + "\n";
    }

    private static String row(List<List<String>> first, Optional<Summary> run) {
        return line(Stream.concat(first.stream(), ReadinessFigures.of(run).values().stream())
                .toList());
    }

    private static String line(List<List<String>> cells) {
        return cells.stream().map(ReadinessReport::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(List<String> entries) {
        return entries.isEmpty()
                ? "-"
                : entries.stream().flatMap(String::lines).map(Markdown::text).collect(Collectors.joining("<br>"));
    }

    private static String list(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "- " + Markdown.text(sentence) + "\n")
                .collect(Collectors.joining("", sentences.isEmpty() ? "" : "\n", ""));
    }
}
