package loadtest.report.page;

import static loadtest.settings.Markdown.rendered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.FailureLine;
import loadtest.report.summary.Margin;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.Summary;
import loadtest.report.summary.TimeWords;
import loadtest.report.summary.VerdictView;

/** Renders a run as the text of a ticket, in GitHub's Markdown: the verdict, why, what was broken and the figures. */
final class Ticket {
    private static final int MOST_FAILURES = 10;

    private Ticket() {}

    static String of(Summary summary) {
        var explanation = Explanation.of(summary);
        var parts = new ArrayList<String>();
        parts.add("### "
                + rendered(summary.outcomeInWords() + ": " + summary.identity().scenario() + ", profile "
                        + summary.identity().profile()));
        parts.add(rendered(explanation.headline()));
        parts.add(list(explanation.sentences()));
        parts.add(broken(summary));
        parts.add(FailureLine.of(summary).stream()
                .limit(MOST_FAILURES)
                .map(FailureLine::markdown)
                .collect(Collectors.joining("\n")));
        parts.add(requests(summary.traffic().requests()));
        parts.add(
                summary.remarks().comparison() == null
                        ? ""
                        : list(summary.remarks().comparison().lines()));
        parts.add(rendered(where(summary)));
        parts.removeIf(String::isEmpty);
        return String.join("\n\n", parts) + "\n";
    }

    private static String where(Summary summary) {
        var target = summary.conditions().where();
        var suite = summary.conditions().suite();
        return TimeWords.span(summary.conditions()) + (target.isEmpty() ? "" : ", against " + target)
                + (suite == null || suite.commit() == null ? "" : ", suite " + suite.commit())
                + ", run " + summary.identity().runId();
    }

    private static String broken(Summary summary) {
        var rows = VerdictView.all(summary.verdicts()).stream()
                .filter(view -> view.verdict().missed())
                .map(view -> row(
                        view.verdict().name(),
                        view.verdict().limit(),
                        view.verdict().actual(),
                        view.margin().map(Margin::words).orElse("")))
                .toList();
        return table("| Broken promise | Limit | Actual | Margin |\n| --- | --- | --- | --- |", rows);
    }

    private static String requests(List<RequestSummary> requests) {
        var rows = requests.stream()
                .filter(request -> request.count() > 0)
                .map(request -> row(
                        request.name(),
                        number(request.count()),
                        number(request.ko()),
                        number(request.p50()),
                        number(request.p95()),
                        number(request.p99())))
                .toList();
        return table(
                "| Request | Count | Failed | p50, ms | p95, ms | p99, ms |\n| --- | ---: | ---: | ---: | ---: | ---: |",
                rows);
    }

    private static String table(String head, List<String> rows) {
        return rows.isEmpty() ? "" : head + "\n" + String.join("\n", rows);
    }

    private static String row(String... cells) {
        return Arrays.stream(cells).map(cell -> rendered(cell)).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String list(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "- " + rendered(sentence.strip()))
                .collect(Collectors.joining("\n"));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
