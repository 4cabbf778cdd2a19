package loadtest.report.runs;

import static loadtest.report.summary.Html.escaped;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.page.RunAddress;
import loadtest.report.page.StaticPage;
import loadtest.report.readiness.ReadinessSet;
import loadtest.slo.Capacity;

/**
 * Renders how the figures of one scenario, profile and target changed from run to run: a small curve for each request
 * and figure beside its limit, and a table with every point.
 *
 * @param data attributes for the filters
 * @param runs that came to their verdicts, newest first; at least one
 */
record Trend(String scenario, List<PastRun> runs, String data, boolean open) {
    /** A curve of this size cannot show more points. */
    private static final int MOST_RUNS = 30;

    /** The trends of all scenarios of a profile and target, unfolded or not. */
    static String all(ReadinessSet set, boolean open, RunFilters filters) {
        var trends = set.entries().stream()
                .flatMap(entry -> of(set, entry.scenario(), open, filters).stream())
                .map(Trend::html)
                .collect(Collectors.joining("\n"));
        return trends.isEmpty()
                ? ""
                : "<div class=\"set\" " + filters.data(set) + ">\n<h3>" + escaped(set.title()) + "</h3>\n" + trends
                        + "\n</div>";
    }

    private static Optional<Trend> of(ReadinessSet set, String scenario, boolean open, RunFilters filters) {
        var runs = set.runs(scenario).stream()
                .filter(run -> run.facts().filter(Facts::comparable).isPresent())
                .limit(MOST_RUNS)
                .toList();
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trend(scenario, runs, filters.data(set, scenario), open));
    }

    private String html() {
        var names = new LinkedHashSet<String>();
        oldestFirst()
                .forEach(run -> run.facts().orElseThrow().requests().forEach(request -> names.add(request.name())));
        var rows = capacity() + names.stream().map(this::row).collect(Collectors.joining("\n"));
        return """
                <details class="trend" %s%s><summary>%s, %s</summary>
                <table class="cards">
                <thead><tr><th scope="col">Request</th>%s</tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                <details><summary>Every figure of these runs</summary><div class="scroll" tabindex="0" role="region" \
                aria-label="Every figure of %s">
                %s
                </div></details>
                </details>""".formatted(
                        data,
                        open ? " open" : "",
                        escaped(scenario),
                        count(runs.size()),
                        TrendFigure.all().stream()
                                .map(figure -> "<th scope=\"col\">" + figure.name() + "</th>")
                                .collect(Collectors.joining()),
                        rows,
                        escaped(scenario),
                        table(names));
    }

    static String count(int runs) {
        return runs == 1 ? "1 run" : runs + " runs";
    }

    private List<PastRun> oldestFirst() {
        var oldest = new ArrayList<>(runs);
        Collections.reverse(oldest);
        return oldest;
    }

    /** A row for the climbs among the runs: the rate that each held, in the column of the throughput. */
    private String capacity() {
        var climbs =
                oldestFirst().stream().filter(run -> climb(run).isPresent()).toList();
        if (climbs.isEmpty()) {
            return "";
        }
        var curve = TrendCurve.ofCapacity(climbs);
        var cells = TrendFigure.all().stream()
                .map(figure -> figure.equals(TrendFigure.RATE)
                        ? StaticPage.cell(curve.name(), "curve", curve.html())
                        : StaticPage.cell(figure.name(), "curve", "-"))
                .collect(Collectors.joining());
        return "<tr><th scope=\"row\" data-label=\"Request\"><span>capacity, as held</span></th>" + cells + "</tr>\n";
    }

    private String row(String request) {
        var sent = oldestFirst().stream()
                .filter(run ->
                        run.facts().flatMap(facts -> facts.request(request)).isPresent())
                .toList();
        var cells = TrendFigure.all().stream()
                .map(figure -> StaticPage.cell(
                        figure.name(),
                        "curve",
                        TrendCurve.of(request, figure, sent, isLinked(figure)).html()))
                .collect(Collectors.joining());
        return "<tr><th scope=\"row\" data-label=\"Request\"><span>" + escaped(request) + "</span></th>" + cells
                + "</tr>";
    }

    /** Links are many: of the first figure in what is unfolded, while the table below has them in every trend. */
    private boolean isLinked(TrendFigure figure) {
        return open && figure.equals(TrendFigure.all().get(0));
    }

    /** Newest first, as the list of runs. */
    private String table(Set<String> names) {
        var climbs = runs.stream().anyMatch(run -> climb(run).isPresent());
        var head = new StringBuilder("<tr><th scope=\"col\">Start (UTC)</th>");
        head.append(climbs ? "<th scope=\"col\">capacity</th>" : "");
        for (var name : names) {
            TrendFigure.all().forEach(figure -> head.append("<th scope=\"col\">")
                    .append(escaped(name + " " + figure.name()))
                    .append("</th>"));
        }
        var body = runs.stream().map(run -> line(run, names, climbs)).collect(Collectors.joining());
        return "<table><thead>" + head + "</tr></thead>\n<tbody>\n" + body + "</tbody></table>";
    }

    private static String line(PastRun run, Set<String> names, boolean climbs) {
        var line = new StringBuilder("<tr><th scope=\"row\"><a href=\"" + RunAddress.best(run.folder()) + "\">"
                + RunRow.time(run) + "</a></th>");
        if (climbs) {
            line.append(figure(climb(run).map(Capacity::words)));
        }
        for (var name : names) {
            var seen = run.facts().flatMap(facts -> facts.request(name));
            TrendFigure.all().forEach(figure -> line.append(figure(seen.map(figure::words))));
        }
        return line + "</tr>\n";
    }

    private static String figure(Optional<String> words) {
        return "<td class=\"num\">" + escaped(words.orElse("-")) + "</td>";
    }

    private static Optional<Capacity> climb(PastRun run) {
        return run.facts().flatMap(Facts::capacity);
    }
}
