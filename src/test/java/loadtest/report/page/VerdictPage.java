package loadtest.report.page;

import static loadtest.report.summary.Html.escaped;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.Margin;
import loadtest.report.summary.Summary;
import loadtest.report.summary.TimeWords;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Verdict;

/**
 * Renders the page that says whether a run passed and why. It is one HTML file that loads and sends nothing, so that it
 * works from a zip. The verdicts are in its text; its script draws the rest from the data in the page. The live view is
 * the same page with the address of an event stream in place of the data.
 */
public final class VerdictPage {
    /** The name of the page's file in the folder of its run. */
    public static final String NAME = "verdict.html";

    private static final String TABLE = """
            <div class="scroll" role="group" tabindex="0" aria-label="Promises">
            <table>
            <thead><tr><th>Verdict</th><th>Promise</th><th>Limit</th><th>Actual</th><th>Margin</th><th>Samples</th><th>Note</th></tr></thead>
            <tbody>
            %s
            </tbody>
            </table>
            </div>
            """;

    private VerdictPage() {}

    /**
     * The page of a run that has ended.
     *
     * @param folder where the page will be; files that are missing there are not linked
     */
    public static String of(Summary summary, Path folder) {
        return of(summary, PageLinks.in(folder, summary));
    }

    /** The page of an earlier run, made again. Only those files are linked that are in its folder. */
    public static String again(Summary summary, Path folder) {
        return of(summary, PageLinks.present(folder, summary));
    }

    /** The page of a run that left every file it can leave. */
    static String of(Summary summary) {
        return of(summary, PageLinks.of(summary));
    }

    private static String of(Summary summary, List<String> files) {
        var explanation = Explanation.of(summary);
        return PageParts.page(Map.of(
                "title",
                escaped(summary.outcomeInWords() + " · "
                        + summary.identity().scenario() + " · "
                        + summary.identity().profile()),
                "plain",
                plain(summary, explanation),
                "stream",
                "",
                "planned",
                "",
                "live",
                "",
                "data",
                PageData.inScript(PageData.text(PageData.of(summary, files)))));
    }

    /**
     * The page of a run under way.
     *
     * @param stream relative address of server-sent events: messages are {@link PageData}, {@code end} is the last
     * @param planned how long the load will take
     */
    public static String live(String stream, Duration planned) {
        return PageParts.page(Map.of(
                "title",
                "RUNNING",
                "plain",
                "<p>Waiting for the first figures.</p>",
                "stream",
                escaped(stream),
                "planned",
                Long.toString(planned.toSeconds()),
                "live",
                PageParts.LIVE,
                "data",
                "null"));
    }

    /** The data of a run under way, for its stream. */
    public static String data(Summary summary) {
        return PageData.text(PageData.of(summary, PageLinks.of(summary)));
    }

    /** The same of a run that has ended, with the address of its page among its files as {@code page}. */
    public static String data(Summary summary, Path folder) {
        return PageData.text(PageData.of(summary, PageLinks.in(folder, summary))
                .put("page", folder.resolve(NAME).toUri().toString()));
    }

    /** For readers without JavaScript, and for whoever searches the file. */
    private static String plain(Summary summary, Explanation explanation) {
        var rows = summary.verdicts().stream().map(VerdictPage::row).collect(Collectors.joining("\n"));
        var sentences = explanation.sentences().stream()
                .map(sentence -> "<li>" + escaped(sentence) + "</li>")
                .collect(Collectors.joining("\n"));
        return """
                <h1>%s: %s, profile %s</h1>
                <p>%s</p>
                <ul>
                %s
                </ul>
                <p>Started %s.</p>
                %s
                %s""".formatted(
                                summary.outcomeInWords(),
                                escaped(summary.identity().scenario()),
                                escaped(summary.identity().profile()),
                                escaped(explanation.headline()),
                                sentences,
                                escaped(TimeWords.span(summary.conditions())),
                                scenarios(summary),
                                rows.isEmpty() ? "" : TABLE.formatted(rows))
                + MachinesPart.of(summary)
                + FailedPart.of(summary);
    }

    private static String scenarios(Summary summary) {
        return summary.traffic().scenarios().stream()
                .map(part -> "<li>" + escaped(part.words()) + "</li>")
                .reduce(String::concat)
                .map(items -> "<ul>" + items + "</ul>")
                .orElse("");
    }

    private static String row(Verdict verdict) {
        var view = VerdictView.of(verdict);
        var cells = new ArrayList<>(view.cells());
        cells.add(4, view.margin().map(Margin::words).orElse("")); // before the samples
        return cells.stream()
                .map(cell -> "<td>" + escaped(cell) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
