package loadtest.report.github;

import static loadtest.report.summary.Html.escaped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import loadtest.report.history.RunLinks;
import loadtest.report.page.VerdictPage;
import loadtest.settings.ClassPath;

/**
 * Renders the pages of all runs of an invocation as one file, since GitHub shows a single one in the browser. Each page is a
 * frame that holds its own text; {@code #<scenario>} shows that scenario's, and nothing the first.
 */
public final class JobPages {
    /** Read when this class is initialised, before the load, since a compilation during the run may replace the file. */
    private static final String TEMPLATE = ClassPath.text("report/pages.html");

    private static final Pattern HEAD = Pattern.compile("<head>", Pattern.CASE_INSENSITIVE);

    /** A frame's own address, or its links within the page would load this file; the run's files are elsewhere. */
    private static final String IN_FRAME = "<head><base href=\"about:srcdoc\">"
            + "<style>#files, #contents li:has([href='#files']) { display: none; }</style>";

    private JobPages() {}

    /**
     * Those that did not pass come first; a run without a page is left out.
     *
     * @throws IOException if a page cannot be read
     */
    public static String of(JobSummary summary) throws IOException {
        var links = new StringBuilder();
        var frames = new StringBuilder();
        for (var run : summary.runs()) {
            var page =
                    run.folder().map(folder -> folder.resolve(VerdictPage.NAME)).filter(Files::exists);
            if (page.isPresent()) {
                var id = escaped(run.scenario());
                links.append("<a href=\"#%1$s\">%2$s %1$s</a>\n".formatted(id, run.mark()));
                frames.append("<section id=\"%1$s\"><iframe title=\"%1$s\" srcdoc=\"%2$s\"></iframe></section>\n"
                        .formatted(id, escaped(text(page.get()))));
            }
        }
        return TEMPLATE.replace("{{links}}", links).replace("{{frames}}", frames);
    }

    private static String text(Path page) throws IOException {
        return HEAD.matcher(RunLinks.without(Files.readString(page))).replaceFirst(IN_FRAME);
    }
}
