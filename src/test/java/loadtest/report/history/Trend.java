package loadtest.report.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import loadtest.report.summary.Html;

/**
 * Renders how the figures of one scenario, profile and target changed from run to run: a small curve for each request
 * and figure, and a table with every point.
 */
final class Trend {
    /** A curve of this size cannot show more points. */
    private static final int MOST_RUNS = 40;

    private static final int WIDTH = 130;
    private static final int HEIGHT = 28;
    private static final int EDGE = 3;

    private static final List<TrendFigure> FIGURES = List.of(
            new TrendFigure("p95", "%.0f ms", Facts.Figures::p95),
            new TrendFigure("throughput", "%.2f/s", Facts.Figures::rate),
            new TrendFigure("failed", "%.2f %%", Facts.Figures::failedPercent));

    private final String title;
    private final List<PastRun> runs = new ArrayList<>();

    private record TrendFigure(String name, String pattern, ToDoubleFunction<Facts.Figures> of) {
        String words(double value) {
            return String.format(Locale.ROOT, pattern, value);
        }
    }

    private Trend(String title) {
        this.title = title;
    }

    /** @param runs newest first; those that did not reach their verdicts are left out */
    static String all(List<PastRun> runs) {
        var trends = new LinkedHashMap<String, Trend>();
        for (var run : runs) {
            run.facts().filter(Facts::comparable).ifPresent(facts -> {
                var title = facts.scenario() + ", " + facts.profile() + ", " + facts.where();
                var trend = trends.computeIfAbsent(title, Trend::new);
                if (trend.runs.size() < MOST_RUNS) {
                    trend.runs.add(run);
                }
            });
        }
        return trends.isEmpty()
                ? "<p>No run has come to its verdict yet.</p>"
                : trends.values().stream().map(Trend::html).collect(Collectors.joining("\n"));
    }

    private String html() {
        var names = new LinkedHashSet<String>();
        facts().forEach(facts -> facts.requests().forEach(request -> names.add(request.name())));
        var rows = names.stream().map(this::row).collect(Collectors.joining("\n"));
        return """
                <section>
                <h3>%s</h3>
                <p>%s, oldest on the left; each curve begins at zero. The figure beside it is the newest run's.</p>
                <table class="cards">
                <thead><tr><th scope="col">Request</th><th scope="col">p95</th>\
                <th scope="col">Throughput</th><th scope="col">Failed</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                <details><summary>Every figure of these runs</summary><div class="wide">
                %s
                </div></details>
                </section>""".formatted(
                        Html.escaped(title), runs.size() == 1 ? "1 run" : runs.size() + " runs", rows, table(names));
    }

    private String row(String request) {
        var cells = FIGURES.stream()
                .map(figure -> RunsPage.cell(figure.name(), "", curve(request, figure)))
                .collect(Collectors.joining());
        return "<tr><th scope=\"row\" data-label=\"Request\"><span>" + Html.escaped(request) + "</span></th>" + cells
                + "</tr>";
    }

    /** Oldest first. */
    private List<Facts> facts() {
        var facts = new ArrayList<>(
                runs.stream().flatMap(run -> run.facts().stream()).toList());
        Collections.reverse(facts);
        return facts;
    }

    private String curve(String request, TrendFigure figure) {
        var values = facts().stream()
                .flatMap(facts -> facts.request(request).stream())
                .map(seen -> figure.of().applyAsDouble(seen))
                .toList();
        var newest = figure.words(values.get(values.size() - 1));
        var label = request + ", " + figure.name() + " over " + values.size() + " runs: first "
                + figure.words(values.get(0)) + ", newest " + newest + ", highest "
                + figure.words(Collections.max(values));
        return svg(values, label) + Html.escaped(newest);
    }

    private static String svg(List<Double> values, String label) {
        var highest = Math.max(Collections.max(values), Double.MIN_NORMAL);
        var points = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            var x = values.size() == 1 ? WIDTH - EDGE : EDGE + (WIDTH - 2.0 * EDGE) * i / (values.size() - 1);
            var y = HEIGHT - EDGE - (HEIGHT - 2.0 * EDGE) * values.get(i) / highest;
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
        }
        var last = points.get(points.size() - 1).split(",");
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"" + Html.escaped(label)
                + "\"><polyline points=\"" + String.join(" ", points) + "\"/><circle cx=\"" + last[0] + "\" cy=\""
                + last[1] + "\" r=\"2.5\"/></svg>";
    }

    /** Newest first, as the list of runs. */
    private String table(Iterable<String> names) {
        var head = new StringBuilder("<tr><th scope=\"col\">Start (UTC)</th>");
        for (var name : names) {
            FIGURES.forEach(figure -> head.append("<th scope=\"col\">")
                    .append(Html.escaped(name + " " + figure.name()))
                    .append("</th>"));
        }
        var body = new StringBuilder();
        for (var run : runs) {
            body.append("<tr><th scope=\"row\">").append(RunsPage.time(run)).append("</th>");
            for (var name : names) {
                var seen = run.facts().flatMap(facts -> facts.request(name));
                FIGURES.forEach(figure -> body.append(figure(seen, figure)));
            }
            body.append("</tr>\n");
        }
        return "<table><thead>" + head + "</tr></thead>\n<tbody>\n" + body + "</tbody></table>";
    }

    private static String figure(Optional<Facts.Figures> seen, TrendFigure figure) {
        return "<td class=\"number\">"
                + seen.map(found -> figure.words(figure.of().applyAsDouble(found)))
                        .orElse("-")
                + "</td>";
    }
}
