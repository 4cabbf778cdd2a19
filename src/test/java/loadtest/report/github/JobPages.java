package loadtest.report.github;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import loadtest.report.summary.Html;
import loadtest.settings.ClassPath;

/**
 * Renders the pages of all runs of an invocation as one file, since GitHub shows a single one in the browser. Each page is a
 * frame that holds its own text; {@code #<scenario>} shows that scenario's, and nothing the first.
 */
public final class JobPages {
    /** Read when this class is initialised, before the load, since a compilation during the run may replace the file. */
    private static final String TEMPLATE = ClassPath.text("report/pages.html");

    private JobPages() {}

    /**
     * Those that did not pass come first.
     *
     * @throws IOException if a page cannot be read
     */
    public static String of(JobSummary summary) throws IOException {
        var links = new StringBuilder();
        var frames = new StringBuilder();
        for (var run : withPages(summary.runs())) {
            var id = Html.escaped(run.scenario());
            links.append("<a href=\"#")
                    .append(id)
                    .append("\">")
                    .append(run.mark())
                    .append(' ')
                    .append(id)
                    .append("</a>\n");
            frames.append("<section id=\"")
                    .append(id)
                    .append("\"><iframe title=\"")
                    .append(id)
                    .append("\" srcdoc=\"");
            frames.append(
                    Html.escaped(Files.readString(run.folder().orElseThrow().resolve("verdict.html"))));
            frames.append("\"></iframe></section>\n");
        }
        return TEMPLATE.replace("{{links}}", links).replace("{{frames}}", frames);
    }

    private static List<JobRun> withPages(List<JobRun> runs) {
        return runs.stream()
                .filter(run -> run.folder()
                        .filter(folder -> Files.exists(folder.resolve("verdict.html")))
                        .isPresent())
                .collect(Collectors.toList());
    }
}
