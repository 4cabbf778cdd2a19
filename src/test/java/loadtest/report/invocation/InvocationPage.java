package loadtest.report.invocation;

import static loadtest.report.summary.Html.escaped;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.history.PastRun;
import loadtest.settings.ClassPath;

/** All scenarios of an invocation as one page that loads nothing, with links to the page of each. */
final class InvocationPage {
    static final String NAME = "index.html";

    /** Read when this class is initialised, before the load, since a compilation during the run may replace the file. */
    private static final String STYLE = ClassPath.text("report/runs.css");

    private InvocationPage() {}

    static String of(InvocationSummary summary) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <link rel="icon" href="data:,">
                <title>%1$s</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                <p>One command, %3$s%4$s. <a href="../index.html">All runs</a></p>
                <table class="cards">
                <thead><tr><th scope="col">Verdict</th><th scope="col">Scenario</th><th scope="col">Profile</th>\
                <th scope="col">Target</th><th scope="col">Requests</th><th scope="col">Failed</th>\
                <th scope="col">Tightest latency SLO</th><th scope="col">Page</th></tr></thead>
                <tbody>
                %5$s
                </tbody>
                </table>
                </main>
                </body>
                </html>
                """.formatted(
                        escaped(summary.headline()),
                        STYLE,
                        escaped(started(summary.folder())),
                        summary.took().map(InvocationPage::took).orElse(""),
                        summary.rows().stream().map(InvocationPage::row).collect(Collectors.joining("\n")));
    }

    private static String row(InvocationRow row) {
        var facts = row.run().flatMap(PastRun::facts);
        var kind =
                switch (row.mark()) {
                    case KEPT -> "passed";
                    case BROKEN -> "failed";
                    case NEITHER -> "none";
                };
        var why = row.why().stream()
                .map(reason -> "<span class=\"why\">" + escaped(reason) + "</span>")
                .collect(Collectors.joining());
        return Stream.of(
                        cell("Verdict", "verdict " + kind, escaped(row.outcome()) + why),
                        cell("Scenario", "whole", escaped(row.scenario())),
                        cell(
                                "Profile",
                                "whole",
                                escaped(facts.map(one -> one.profile()).orElse("-"))),
                        cell(
                                "Target",
                                "target",
                                escaped(facts.map(one -> one.where()).orElse("-"))),
                        cell("Requests", "number", escaped(row.requests())),
                        cell("Failed", "number", escaped(row.failed())),
                        cell("Tightest latency SLO", "slo", escaped(row.tightest())),
                        cell(
                                "Page",
                                "links",
                                row.run().map(InvocationPage::link).orElse("-")))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String cell(String label, String kind, String html) {
        return "<td class=\"%s\" data-label=\"%s\"><span>%s</span></td>".formatted(kind, label, html);
    }

    private static String link(PastRun run) {
        var page = run.folder().resolve("verdict.html");
        return Files.exists(page)
                ? "<a href=\"" + escaped(href(run)) + "\">Verdict<span class=\"unseen\"> of " + escaped(run.name())
                        + "</span></a>"
                : "-";
    }

    /** From any folder beside the run's. */
    static String href(PastRun run) {
        return "../" + Path.of("/", run.name()).toUri().getRawPath().substring(1) + "/verdict.html";
    }

    /** The name of an invocation's folder begins with its start. */
    private static String started(Path folder) {
        var name = folder.getFileName().toString();
        return name.replaceFirst(
                "^(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d).*$", "started $1-$2-$3 $4:$5:$6 UTC");
    }

    private static String took(Duration time) {
        return ", " + (time.toMinutes() == 0 ? "" : time.toMinutes() + " min ") + time.toSecondsPart() + " s";
    }
}
