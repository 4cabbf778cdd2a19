package loadtest.report.runs;

import static loadtest.report.summary.Html.escaped;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.page.StaticPage;
import loadtest.report.readiness.ReadinessFiles;
import loadtest.report.readiness.ReadinessSet;
import loadtest.report.summary.RunOutcome;
import loadtest.seed.summary.SeedRefusal;

/**
 * Renders all runs of an output folder as one page: a tile for each scenario, profile and target, their trends, and
 * every run by its day.
 */
final class RunsPage {
    /** Three months of nights of five scenarios: a page of half a megabyte, and never of one and a half. */
    private static final int MOST_RUNS = 500;

    private static final int MOST_SETS = 8;
    private static final int MOST_TRENDS = 4; // profiles and targets

    private RunsPage() {}

    /**
     * @param runs newest first
     * @param sets of these runs, the newest first
     * @param refused a seed that did not happen since the last that did
     */
    static String of(List<PastRun> runs, List<ReadinessSet> sets, Optional<SeedRefusal> refused) {
        var listed = runs.stream().limit(MOST_RUNS).toList();
        var shown = sets.stream().limit(MOST_SETS).toList();
        var filters = RunFilters.of(listed);
        return StaticPage.filtered(
                "Performance runs",
                filters.style(),
                Stream.of(
                                header(runs, refused),
                                filters.html(),
                                section(
                                        "newest",
                                        "Newest",
                                        each(shown, set -> set(set, filters)) + more(sets.size() - MOST_SETS)),
                                section("trends", "Trends", trends(shown, filters)),
                                section("nights", "Every run by day (UTC)", RunDays.of(listed, filters)))
                        .collect(Collectors.joining("\n")));
    }

    private static String trends(List<ReadinessSet> sets, RunFilters filters) {
        var all = each(sets.stream().limit(MOST_TRENDS).toList(), set -> Trend.all(set, set == sets.get(0), filters));
        return all.isBlank()
                ? ""
                : "<p class=\"muted\">Oldest on the left; each curve begins at zero, and the line across it is the limit."
                        + " The figure beside it is the newest run's. Rehearsals are left out.</p>\n" + all;
    }

    private static String header(List<PastRun> runs, Optional<SeedRefusal> refused) {
        return """
                <header>
                <h1>Performance runs</h1>
                <p class="muted">%s</p>
                %s
                <nav aria-label="Parts of this page"><a href="#newest">Newest</a> <a href="#trends">Trends</a> \
                <a href="#nights">Every run</a></nav>
                </header>""".formatted(overview(runs), refused.map(RunsPage::refusal).orElse(""));
    }

    private static String overview(List<PastRun> runs) {
        if (runs.isEmpty()) {
            return "No run has been here yet.";
        }
        var passed = count(runs, RunOutcome.PASSED);
        var failed = count(runs, RunOutcome.FAILED);
        var rehearsals = runs.stream()
                .flatMap(run -> run.facts().stream())
                .filter(Facts::rehearsed)
                .count();
        return runs.size() + " runs: " + passed + " passed, " + failed + " failed, " + (runs.size() - passed - failed)
                + " without a verdict."
                + (rehearsals == 0 ? "" : " Rehearsals among them: " + rehearsals + ".")
                + (runs.size() <= MOST_RUNS ? "" : " The newest " + MOST_RUNS + " are listed.");
    }

    private static String refusal(SeedRefusal seed) {
        return "<p class=\"refused\"><strong>The last seed was refused</strong>, <time>" + escaped(seed.time())
                + "</time>: " + escaped(seed.reason()) + "</p>";
    }

    private static long count(List<PastRun> runs, RunOutcome outcome) {
        return runs.stream()
                .flatMap(run -> run.facts().stream())
                .filter(facts -> facts.outcome() == outcome)
                .count();
    }

    private static String section(String id, String title, String html) {
        return "<section id=\"" + id + "\" aria-labelledby=\"" + id + "-title\"><h2 id=\"" + id + "-title\">" + title
                + "</h2>\n" + (html.isBlank() ? "<p class=\"muted\">No run has come to its verdict yet.</p>" : html)
                + "\n</section>";
    }

    private static String each(List<ReadinessSet> sets, Function<ReadinessSet, String> html) {
        return sets.stream().map(html).collect(Collectors.joining("\n"));
    }

    private static String more(int count) {
        return count <= 0 ? "" : "<p class=\"muted\">Profiles and targets not used since: " + count + ".</p>";
    }

    private static String set(ReadinessSet set, RunFilters filters) {
        var tiles = set.entries().stream()
                .flatMap(entry -> RunTile.of(set, entry.scenario(), filters).stream())
                .collect(Collectors.joining("\n"));
        return """
                <div class="set" %s>
                <h3>%s <a href="./%s">%s</a></h3>
                <div class="glance">
                %s
                </div>
                </div>""".formatted(
                filters.data(set), escaped(set.title()), ReadinessFiles.page(set), escaped(set.verdict()), tiles);
    }
}
