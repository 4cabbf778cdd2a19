package loadtest.report.runs;

import static loadtest.report.summary.Html.escaped;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.page.RunAddress;

/**
 * One figure of one request over runs, as a small curve.
 *
 * @param runs that sent the request, oldest first; at least one
 * @param linked whether each point leads to its run
 */
record TrendCurve(String request, TrendFigure figure, List<PastRun> runs, boolean linked) {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 36;
    private static final int EDGE = 4;

    /** Newest figure, its limit, and the curve. */
    String html() {
        var values = values();
        var limit = limit();
        var newest = figure.words(values.get(values.size() - 1));
        var of = limit.isPresent() ? " of " + figure.words(limit.getAsDouble()) : "";
        var label = request + ", " + figure.name() + " over " + Trend.count(values.size()) + ": first "
                + figure.words(values.get(0)) + ", newest " + newest + ", highest "
                + figure.words(Collections.max(values)) + (of.isEmpty() ? "" : ", limit" + of.substring(3));
        return svg(values, limit, label) + "<span class=\"value\">" + escaped(newest) + "<span class=\"muted\">"
                + escaped(of) + "</span></span>";
    }

    private List<Double> values() {
        return runs.stream()
                .flatMap(run -> facts(run).request(request).stream())
                .map(figure::of)
                .toList();
    }

    private static Facts facts(PastRun run) {
        return run.facts().orElseThrow();
    }

    private OptionalDouble limit() {
        return figure.limit(facts(runs.get(runs.size() - 1)), request);
    }

    private String svg(List<Double> values, OptionalDouble limit, String label) {
        var highest = Math.max(Math.max(Collections.max(values), limit.orElse(0)), Double.MIN_NORMAL);
        var points = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            points.add(x(i, values.size()) + "," + y(values.get(i), highest));
        }
        return "<span class=\"sr\">" + escaped(label) + "</span><svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" aria-hidden=\"true\">"
                + line(limit, highest)
                + "<polyline points=\"" + String.join(" ", points) + "\"/>"
                + IntStream.range(0, values.size())
                        .filter(i -> linked || i == values.size() - 1)
                        .mapToObj(i -> point(i, values, highest, limit))
                        .collect(Collectors.joining())
                + "</svg>";
    }

    private static String line(OptionalDouble limit, double highest) {
        return limit.isEmpty()
                ? ""
                : "<line x1=\"0\" x2=\"" + WIDTH + "\" y1=\"" + y(limit.getAsDouble(), highest) + "\" y2=\""
                        + y(limit.getAsDouble(), highest) + "\"/>";
    }

    private String point(int i, List<Double> values, double highest, OptionalDouble limit) {
        var over = limit.isPresent() && values.get(i) >= limit.getAsDouble() ? " class=\"over\"" : "";
        var circle = "<circle cx=\"" + x(i, values.size()) + "\" cy=\"" + y(values.get(i), highest) + "\" r=\"2.5\""
                + over + ">";
        return linked
                ? "<a tabindex=\"-1\" href=\""
                        + RunAddress.best(runs.get(i).folder()) + "\">" + circle + "<title>" + RunRow.words(runs.get(i))
                        + " " + figure.words(values.get(i)) + "</title></circle></a>"
                : circle + "</circle>";
    }

    private static String x(int i, int count) {
        return shown(count == 1 ? WIDTH - EDGE : EDGE + (WIDTH - 2.0 * EDGE) * i / (count - 1));
    }

    private static String y(double value, double highest) {
        return shown(HEIGHT - EDGE - (HEIGHT - 2.0 * EDGE) * value / highest);
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
