package loadtest.report.history;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.summary.Html;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.VerdictView;
import loadtest.seed.summary.SeedRefusal;
import loadtest.settings.ClassPath;

/** Renders all runs of an output folder as one page without further files. */
final class RunsPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> COLUMNS = List.of(
            "Verdict",
            "Scenario",
            "Profile",
            "Target",
            "Start (UTC)",
            "Took",
            "Requests",
            "Failed",
            "Tightest latency SLO",
            "Files");

    /** Read when this class is initialised, before the load, since a compilation during the run may replace the file. */
    private static final String STYLE = ClassPath.text("report/runs.css");

    private RunsPage() {}

    /**
     * @param runs newest first
     * @param refused a seed that did not happen since the last that did
     */
    static String of(List<PastRun> runs, Optional<SeedRefusal> refused) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Performance runs</title>
                <style>
                %s</style>
                </head>
                <body>
                <h1>Performance runs</h1>
                <p>%s <a href="#trends">Trends</a> are below the list.</p>
                %s
                <h2>Runs, newest first</h2>
                %s
                <h2 id="trends">Trends</h2>
                %s
                </body>
                </html>
                """.formatted(
                        STYLE, overview(runs), refused.map(RunsPage::refusal).orElse(""), table(runs), Trend.all(runs));
    }

    static String time(PastRun run) {
        var words = run.started().toEpochMilli() == 0 ? "unknown" : TIME.format(run.started());
        return "<time datetime=\"" + run.started() + "\">" + words + "</time>";
    }

    /** A table cell; on a narrow page it becomes a line of its own, with the name of its column. */
    static String cell(String label, String kind, String html) {
        return "<td class=\"" + kind + "\" data-label=\"" + Html.escaped(label) + "\"><span>" + html + "</span></td>";
    }

    static String number(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    private static String overview(List<PastRun> runs) {
        if (runs.isEmpty()) {
            return "No run has been here yet.";
        }
        var passed = count(runs, RunOutcome.PASSED);
        var failed = count(runs, RunOutcome.FAILED);
        return runs.size() + " runs: " + passed + " passed, " + failed + " failed, " + (runs.size() - passed - failed)
                + " without a verdict.";
    }

    private static String refusal(SeedRefusal seed) {
        return "<p class=\"refused\"><strong>The last seed was refused</strong>, <time>" + Html.escaped(seed.time())
                + "</time>: " + Html.escaped(seed.reason()) + "</p>";
    }

    private static long count(List<PastRun> runs, RunOutcome outcome) {
        return runs.stream()
                .filter(run -> outcome(run).equals(Optional.of(outcome)))
                .count();
    }

    private static String table(List<PastRun> runs) {
        var head = COLUMNS.stream()
                .map(column -> "<th scope=\"col\">" + column + "</th>")
                .collect(Collectors.joining());
        var body = runs.stream().map(RunsPage::row).collect(Collectors.joining("\n"));
        return "<table class=\"cards\">\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + body
                + "\n</tbody>\n</table>";
    }

    private static String row(PastRun run) {
        var facts = run.facts();
        var all = facts.map(Facts::overall);
        var cells = Stream.of(
                cell("Verdict", "verdict " + kind(run), Html.escaped(verdict(run)) + why(run)),
                cell(
                        "Scenario",
                        facts.isPresent() ? "whole" : "",
                        Html.escaped(facts.map(Facts::scenario).orElse(run.name()))),
                cell("Profile", "whole", Html.escaped(facts.map(Facts::profile).orElse("-"))),
                cell(
                        "Target",
                        "target",
                        Html.escaped(facts.map(Facts::whereInWhichVersion).orElse("-"))),
                cell("Start (UTC)", "time", time(run)),
                cell("Took", "number", run.length().map(RunsPage::length).orElse("-")),
                cell(
                        "Requests",
                        "number",
                        all.map(seen -> number("%,d", seen.count())).orElse("-")),
                cell(
                        "Failed",
                        "number",
                        all.map(seen -> number("%.2f %%", seen.failedPercent())).orElse("-")),
                cell(
                        "Tightest SLO",
                        "slo",
                        Html.escaped(facts.flatMap(Facts::tightest)
                                .map(RunsPage::tightest)
                                .orElse("-"))),
                cell("Files", "links", links(run)));
        return "<tr>" + cells.collect(Collectors.joining()) + "</tr>";
    }

    private static Optional<RunOutcome> outcome(PastRun run) {
        return run.facts().map(Facts::outcome);
    }

    /** The outcome as a word, so that colour is never the only sign. */
    private static String verdict(PastRun run) {
        return outcome(run).map(RunOutcome::name).orElse(run.problem());
    }

    private static String kind(PastRun run) {
        return outcome(run)
                .map(outcome -> switch (outcome) {
                    case PASSED -> "passed";
                    case FAILED -> "failed";
                    case INVALID, INTERRUPTED, NOT_RUN -> "none";
                })
                .orElse("none");
    }

    private static String why(PastRun run) {
        var reasons = run.facts().map(Facts::reasons).orElse(List.of());
        if (reasons.isEmpty()) {
            return "";
        }
        var more = reasons.size() == 1 ? "" : ", and " + (reasons.size() - 1) + " more";
        return "<span class=\"why\">" + Html.escaped(reasons.get(0) + more) + "</span>";
    }

    private static String tightest(VerdictView view) {
        return view.verdict().name() + ": " + view.verdict().actual() + ", "
                + view.margin().orElseThrow().words();
    }

    private static String length(Duration length) {
        return length.toMinutes() == 0
                ? length.toSeconds() + " s"
                : length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }

    /** Gatling writes its report after this page, so it is linked before it exists; an interrupted run gets none. */
    private static String links(PastRun run) {
        var report = Files.exists(run.folder().resolve("simulation.log"))
                && run.facts()
                        .filter(facts -> facts.outcome() != RunOutcome.INTERRUPTED)
                        .isPresent();
        return link(run, "verdict.html", "Verdict", false)
                + link(run, "index.html", "Gatling", report)
                + link(run, PastRun.SUMMARY, "JSON", false);
    }

    private static String link(PastRun run, String file, String words, boolean surely) {
        if (!surely && !Files.exists(run.folder().resolve(file))) {
            return "";
        }
        return "<a href=\"" + path(run.name()) + "/" + file + "\">" + words + "</a> ";
    }

    /** The name of a folder, encoded for a relative address. */
    static String path(String name) {
        return "./" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
