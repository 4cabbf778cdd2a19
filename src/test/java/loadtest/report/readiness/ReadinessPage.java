package loadtest.report.readiness;

import static loadtest.report.summary.Html.escaped;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.page.RunAddress;
import loadtest.report.page.StaticPage;

/** Renders the readiness report as one HTML file, whose links lead into the folders of its runs beside it. */
final class ReadinessPage {
    private ReadinessPage() {}

    static String of(ReadinessSet set, List<ReadinessRow> rows) {
        return StaticPage.of(set.verdict() + " · " + set.title(), """
                <header id="verdict" class="%s">
                <h1><span class="word">%s</span> <span>%s</span></h1>
                <p class="headline">%s</p>
                %s
                </header>
                <section aria-labelledby="scenarios"><h2 id="scenarios">Scenarios</h2>
                %s
                </section>
                <section aria-labelledby="figures"><h2 id="figures">Figures</h2>
                %s
                </section>""".formatted(
                        set.ready() ? "PASSED" : set.isStatement() ? "FAILED" : "NOT_RUN",
                        escaped(set.verdict()),
                        escaped(set.title()),
                        escaped(set.subtitle()),
                        list(Stream.concat(set.unready().stream(), set.caveats().stream())
                                .toList()),
                        table(rows),
                        rows.stream().map(ReadinessPage::figures).collect(Collectors.joining("\n"))));
    }

    private static String table(List<ReadinessRow> rows) {
        var body = rows.stream().map(ReadinessPage::row).collect(Collectors.joining("\n"));
        return """
                <table class="cards">
                <thead><tr><th scope="col">Ready</th><th scope="col">Scenario</th><th scope="col">Verdict</th>\
                <th scope="col">Run</th><th scope="col">Risks</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>""".formatted(body);
    }

    private static String row(ReadinessRow row) {
        var outcome = row.entry().ready() ? "PASSED" : "FAILED";
        var name = escaped(row.entry().scenario());
        var link = row.entry()
                .run()
                .map(run -> "<a href=\"" + RunAddress.best(run.folder()) + "\">" + name + "</a>")
                .orElse(name);
        return "<tr>" + StaticPage.cell("Ready", "outcome " + outcome, escaped(row.mark()))
                + StaticPage.cell("Scenario", "name", link)
                + StaticPage.cell("Verdict", "long", lines(row.verdict()))
                + StaticPage.cell("Run", "", lines(row.ran()))
                + StaticPage.cell("Risks", "long", row.risks().isEmpty() ? "-" : lines(row.risks()))
                + "</tr>";
    }

    private static String figures(ReadinessRow row) {
        var cells = ReadinessFigures.of(row.summary()).entrySet().stream()
                .filter(cell -> !cell.getValue().isEmpty())
                .map(cell ->
                        "<div><dt>" + escaped(cell.getKey()) + "</dt><dd>" + lines(cell.getValue()) + "</dd></div>")
                .collect(Collectors.joining("\n"));
        return "<h3>" + escaped(row.entry().scenario()) + "</h3>\n"
                + (cells.isEmpty() ? "<p class=\"muted\">No figures.</p>" : "<dl>\n" + cells + "\n</dl>");
    }

    private static String lines(List<String> entries) {
        return entries.stream().map(entry -> escaped(entry)).collect(Collectors.joining("<br>"));
    }

    private static String list(List<String> sentences) {
        return sentences.isEmpty()
                ? ""
                : sentences.stream()
                        .map(sentence -> "<li>" + escaped(sentence) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }
}
