package loadtest.report.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.Html;
import loadtest.report.summary.VerdictView;
import loadtest.settings.GitHubStep;
import loadtest.settings.Markdown;
import loadtest.slo.Verdict;

/** Renders what there is to say of one scenario: what was broken, then, folded, what was kept and how it compares. */
record JobSection(JobRun run) {
    /** The page has all. */
    private static final int MOST_FAILURES = 10;

    private static final String END = "\n</details>\n";
    private static final Pattern OPENED = Pattern.compile("<details");
    private static final Pattern CLOSED = Pattern.compile("</details>");

    /** The text, of at most so many bytes; empty where not even its title fits. */
    String markdown(long room) {
        var begin = "<details" + (run.passed() ? "" : " open") + "><summary>" + title() + "</summary>\n\n";
        var left = room - (begin + END + END).getBytes(UTF_8).length;
        return left < 0 ? "" : begin + closed(GitHubStep.bounded(body(), left)) + END;
    }

    /** A text that was cut may have left something open, which would take what follows with it. */
    private static String closed(String text) {
        var open = OPENED.matcher(text).results().count()
                > CLOSED.matcher(text).results().count();
        return open ? text + END : text;
    }

    /** HTML in which Markdown has no effect. */
    private String title() {
        return run.mark() + " <b>" + Html.escaped(run.scenario()) + "</b>: " + run.outcome() + count();
    }

    private String count() {
        if (run.verdicts().isEmpty()) {
            return "";
        }
        var broken = run.broken().size();
        var deciding = run.verdicts().stream().filter(Verdict::decides).count();
        return broken == 0
                ? ""
                : ", " + broken + " of " + deciding + " deciding promise" + (deciding == 1 ? "" : "s") + " broken";
    }

    private String body() {
        var text = new StringBuilder();
        var said = VerdictView.reasons(run.verdicts());
        run.reasons().stream().filter(reason -> !said.contains(reason)).forEach(reason -> text.append(item(reason)));
        text.append(promises(run.broken()));
        text.append(failures());
        run.comparison().ifPresent(compared -> text.append(comparison(compared)));
        var others = promises(run.others());
        return text + (others.isEmpty() || run.broken().isEmpty() ? others : folded("The other promises", others));
    }

    private String failures() {
        return run.failures().stream()
                .limit(MOST_FAILURES)
                .map(line -> line.markdown() + "\n")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(), lines -> lines.isEmpty() ? "" : "\n" + lines));
    }

    private static String promises(List<VerdictView> views) {
        return views.isEmpty()
                ? ""
                : table(
                        "| Verdict | Promise | Limit | Actual | Samples | Note |\n| --- | --- | --- | --- | ---: | --- |\n",
                        views.stream().map(VerdictView::cells));
    }

    private static String comparison(Comparison compared) {
        var text = compared.lines().stream()
                .map(String::strip)
                .map(JobSection::item)
                .collect(Collectors.joining());
        var rows = table(
                "| Request | Figure | Before | Now | Noise | |\n| --- | --- | ---: | ---: | ---: | --- |\n",
                compared.rows().stream().map(JobSection::cells));
        return "\n" + text + (compared.rows().isEmpty() ? "" : folded("Every figure compared", rows));
    }

    private static List<String> cells(Comparison.ComparisonRow row) {
        return List.of(
                row.request(),
                row.figure().label(),
                row.figure().words(row.before()),
                row.figure().words(row.now()),
                row.noise() == null ? "" : row.figure().words(row.noise()),
                row.judgement().words());
    }

    private static String table(String head, Stream<List<String>> rows) {
        return "\n" + head
                + rows.map(cells ->
                                cells.stream().map(Markdown::rendered).collect(Collectors.joining(" | ", "| ", " |\n")))
                        .collect(Collectors.joining());
    }

    private static String folded(String title, String text) {
        return "\n<details><summary>" + title + "</summary>\n" + text + END;
    }

    private static String item(String text) {
        return "- " + Markdown.rendered(text) + "\n";
    }
}
