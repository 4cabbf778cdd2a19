package loadtest.report.page;

import static loadtest.report.summary.Html.escaped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.Margin;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.settings.ClassPath;
import loadtest.slo.Verdict;

/**
 * Renders the page that says whether a run passed and why. It is one HTML file that loads and sends nothing, so that it
 * works from a zip. The verdicts are in its text; its script draws the rest from the data in the page. The live view is
 * the same page with the address of an event stream in place of the data.
 */
public final class VerdictPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    /** Read when this class is initialised, before the load, since a compilation during the run may replace the files. */
    private static final String TEMPLATE = ClassPath.text("report/verdict.html");

    private static final Map<String, String> FIXED_PARTS = Map.of(
            "css", ClassPath.text("report/verdict.css"),
            "library", library(),
            "dom", ClassPath.text("report/dom.js"),
            "charts", ClassPath.text("report/charts.js"),
            "timeline", ClassPath.text("report/timeline.js"),
            "verdict", ClassPath.text("report/verdict.js"));

    /** Part of a page under way only. */
    private static final String LIVE = ClassPath.text("report/live.js");

    private static final String TABLE = """
            <table>
            <thead><tr><th>Verdict</th><th>Promise</th><th>Limit</th><th>Actual</th><th>Margin</th><th>Samples</th><th>Note</th></tr></thead>
            <tbody>
            %s
            </tbody>
            </table>
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
        return page(Map.of(
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
                inScript(data(summary, files))));
    }

    /**
     * The page of a run under way.
     *
     * @param stream relative address of server-sent events: messages are {@link #data}, {@code end} is the last
     * @param planned how long the load will take
     */
    public static String live(String stream, Duration planned) {
        return page(Map.of(
                "title",
                "RUNNING",
                "plain",
                "<p>Waiting for the first figures.</p>",
                "stream",
                escaped(stream),
                "planned",
                Long.toString(planned.toSeconds()),
                "live",
                LIVE,
                "data",
                "null"));
    }

    /**
     * The data that the page's script draws: the summary without its histograms, with the sentences and margins of
     * {@link Explanation} as {@code explanation} and the files beside the page as {@code files}.
     *
     * @return JSON on one line
     */
    public static String data(Summary summary) {
        return data(summary, PageLinks.of(summary));
    }

    /** The same of a run that has ended, with the address of its folder as {@code folder}. */
    public static String data(Summary summary, Path folder) {
        return text(tree(summary, PageLinks.in(folder, summary))
                .put("folder", folder.toUri().toString()));
    }

    private static String data(Summary summary, List<String> files) {
        return text(tree(summary, files));
    }

    private static ObjectNode tree(Summary summary, List<String> files) {
        var tree = JSON.<ObjectNode>valueToTree(summary);
        tree.path("requests").forEach(VerdictPage::withoutHistograms);
        withoutHistograms(tree.path("overall"));
        tree.set("explanation", JSON.valueToTree(Explanation.of(summary)));
        tree.set("files", JSON.valueToTree(files));
        return tree;
    }

    private static String text(ObjectNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void withoutHistograms(JsonNode request) {
        if (request instanceof ObjectNode object) {
            object.remove(List.of("histogram", "okHistogram"));
        }
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
                <p>Started %s, ended %s.</p>
                %s""".formatted(
                        summary.outcomeInWords(),
                        escaped(summary.identity().scenario()),
                        escaped(summary.identity().profile()),
                        escaped(explanation.headline()),
                        sentences,
                        escaped(summary.conditions().started()),
                        escaped(summary.conditions().ended()),
                        rows.isEmpty() ? "" : TABLE.formatted(rows));
    }

    private static String row(Verdict verdict) {
        var view = VerdictView.of(verdict);
        var cells = new ArrayList<>(view.cells());
        cells.add(4, view.margin().map(Margin::words).orElse("")); // before the samples
        return cells.stream()
                .map(cell -> "<td>" + escaped(cell) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String page(Map<String, String> parts) {
        // In one pass, since text of the run may look like a placeholder.
        var page = PLACEHOLDER.matcher(TEMPLATE).replaceAll(match -> {
            var name = match.group(1);
            return Matcher.quoteReplacement(FIXED_PARTS.containsKey(name) ? FIXED_PARTS.get(name) : parts.get(name));
        });
        // Replaces half a surrogate pair, which cutting a text may leave and UTF-8 cannot encode.
        return new String(page.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Chart.js without the pointer to its source map, which is not beside the page. */
    private static String library() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(ClassPath.text("META-INF/maven/org.webjars.npm/chart.js/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var folder = "META-INF/resources/webjars/chart.js/" + properties.getProperty("version");
        return ClassPath.text(folder + "/dist/chart.umd.min.js").replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }

    /** JSON in which nothing can end the script element that holds it. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
