package loadtest.report.invocation;

import static loadtest.report.page.StaticPage.cell;
import static loadtest.report.summary.Html.escaped;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.Invocation;
import loadtest.report.history.PastRun;
import loadtest.report.page.RunAddress;
import loadtest.report.page.StaticPage;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.TimeWords;

/** All scenarios of an invocation as one page that loads nothing, with links to the page of each. */
final class InvocationPage {
    /** Not {@code index.html}: whoever counts reports takes a folder with that for a run. */
    static final String NAME = "command.html";

    private InvocationPage() {}

    static String of(InvocationSummary summary) {
        return StaticPage.of(summary.headline(), """
                <header>
                <h1>%s</h1>
                <p>One command, %s%s. <a href="../index.html">All runs</a></p>
                </header>
                <section aria-label="Scenarios">
                <table class="cards">
                <thead><tr><th scope="col">Verdict</th><th scope="col">Scenario</th><th scope="col">Profile</th>\
                <th scope="col">Target</th><th scope="col">Requests</th><th scope="col">Failed</th>\
                <th scope="col">Tightest latency SLO</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                </section>""".formatted(
                escaped(summary.headline()),
                escaped(started(summary.folder())),
                summary.took().map(time -> ", " + TimeWords.length(time)).orElse(""),
                summary.rows().stream().map(InvocationPage::row).collect(Collectors.joining("\n"))));
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
                        cell("Scenario", "whole", scenario(row)),
                        cell(
                                "Profile",
                                "whole",
                                escaped(facts.map(one -> one.profile()).orElse("-"))),
                        cell(
                                "Target",
                                "target",
                                escaped(facts.map(one -> one.where()).orElse("-"))),
                        cell("Requests", "num", escaped(row.requests())),
                        cell("Failed", "num", escaped(row.failed())),
                        cell("Tightest latency SLO", "slo", escaped(row.tightest())))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    /** Its name leads to its page, where there is one. */
    private static String scenario(InvocationRow row) {
        var name = escaped(row.scenario());
        return row.run()
                .filter(run -> Files.exists(run.folder().resolve(VerdictPage.NAME)))
                .map(run -> "<a href=\"" + escaped(RunAddress.fromBeside(run.folder())) + "\">" + name + "</a>")
                .orElse(name);
    }

    /** The name of an invocation's folder begins with its start. */
    private static String started(Path folder) {
        var name = folder.getFileName().toString();
        return Invocation.named(name)
                .map(invocation ->
                        "started " + TimeWords.day(invocation.started().toString()))
                .orElse(name);
    }
}
