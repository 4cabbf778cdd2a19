package loadtest.report.page;

import static loadtest.report.summary.Html.escaped;

import loadtest.settings.ClassPath;

/**
 * A page over several runs, in one HTML file that loads nothing. It looks like the page of a single run, and can be read
 * without JavaScript.
 */
public final class StaticPage {
    /** Read when this class is initialised, before the load, since a compilation during the run may replace the files. */
    private static final String STYLE = PageParts.joined("", "css", "verdict", "paper", "runs");

    private static final String SCRIPT = ClassPath.text("report/runs.js");

    private StaticPage() {}

    /**
     * The file's text.
     *
     * @param main the content, in HTML
     */
    public static String of(String title, String main) {
        return of(title, "", main, "");
    }

    /**
     * The text of a page whose filters open what they find.
     *
     * @param style what only this page needs beside the common style
     */
    public static String filtered(String title, String style, String main) {
        return of(title, style, main, "<script>\n" + SCRIPT + "</script>\n");
    }

    private static String of(String title, String style, String main, String script) {
        var page = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy"
                  content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
                <link rel="icon" href="data:,">
                <title>%s</title>
                <style>
                %s%s</style>
                </head>
                <body>
                <main class="runs">
                %s
                </main>
                %s</body>
                </html>
                """.formatted(escaped(title), STYLE, style, main, script);
        return PageParts.encodable(page);
    }

    /** A table's cell; on a narrow page it becomes a line of its own, with the name of its column. */
    public static String cell(String label, String kind, String html) {
        return "<td class=\"" + kind + "\" data-label=\"" + escaped(label) + "\"><span>" + html + "</span></td>";
    }
}
