package loadtest.report.runs;

import static loadtest.report.summary.Html.escaped;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.page.RunAddress;

/**
 * One figure over runs, as a small curve.
 *
 * @param of whose figure it is, such as a request
 * @param words of a value
 * @param runs that have a value, oldest first; at least one
 * @param values one for each of them
 * @param limit of the newest
 * @param linked whether each point leads to its run
 */
record TrendCurve(
        String of,
        String name,
        DoubleFunction<String> words,
        List<PastRun> runs,
        List<Double> values,
        OptionalDouble limit,
        boolean linked) {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 36;
    private static final int EDGE = 4;

    /** @param runs that sent the request, oldest first; at least one */
    static TrendCurve of(String request, TrendFigure figure, List<PastRun> runs, boolean linked) {
        var values = runs.stream()
                .flatMap(run -> facts(run).request(request).stream())
                .map(figure::of)
                .toList();
        var limit = figure.limit(facts(runs.get(runs.size() - 1)), request);
        return new TrendCurve(request, figure.name(), figure::words, runs, values, limit, linked);
    }

    /**
     * The arrival rates that climbs held.
     *
     * @param climbs oldest first; at least one
     */
    static TrendCurve ofCapacity(List<PastRun> climbs) {
        var held = climbs.stream()
                .map(run -> facts(run).capacity().orElseThrow())
                .map(climb -> climb.held() == null ? 0.0 : climb.held())
                .toList();
        return new TrendCurve(
                "capacity", "users that arrive", TrendFigure.RATE::words, climbs, held, OptionalDouble.empty(), true);
    }

    /** Newest figure, its limit, and the curve. */
    String html() {
        var newest = words.apply(values.get(values.size() - 1));
        var most = limit.isPresent() ? " of " + words.apply(limit.getAsDouble()) : "";
        var label = of + ", " + name + " over " + Trend.count(values.size()) + ": first "
                + words.apply(values.get(0)) + ", newest " + newest + ", highest "
                + words.apply(Collections.max(values)) + (most.isEmpty() ? "" : ", limit" + most.substring(3));
        return svg(label) + "<span class=\"value\">" + escaped(newest) + "<span class=\"muted\">" + escaped(most)
                + "</span></span>";
    }

    private static Facts facts(PastRun run) {
        return run.facts().orElseThrow();
    }

    private String svg(String label) {
        var highest = Math.max(Math.max(Collections.max(values), limit.orElse(0)), Double.MIN_NORMAL);
        var points = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            points.add(x(i, values.size()) + "," + y(values.get(i), highest));
        }
        return "<span class=\"sr\">" + escaped(label) + "</span><svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" aria-hidden=\"true\">"
                + line(highest)
                + "<polyline points=\"" + String.join(" ", points) + "\"/>"
                + IntStream.range(0, values.size())
                        .filter(i -> linked || i == values.size() - 1)
                        .mapToObj(i -> point(i, highest))
                        .collect(Collectors.joining())
                + "</svg>";
    }

    private String line(double highest) {
        return limit.isEmpty()
                ? ""
                : "<line x1=\"0\" x2=\"" + WIDTH + "\" y1=\"" + y(limit.getAsDouble(), highest) + "\" y2=\""
                        + y(limit.getAsDouble(), highest) + "\"/>";
    }

    private String point(int i, double highest) {
        var over = limit.isPresent() && values.get(i) >= limit.getAsDouble() ? " class=\"over\"" : "";
        var circle = "<circle cx=\"" + x(i, values.size()) + "\" cy=\"" + y(values.get(i), highest) + "\" r=\"2.5\""
                + over + ">";
        return linked
                ? "<a tabindex=\"-1\" href=\""
                        + RunAddress.best(runs.get(i).folder()) + "\">" + circle + "<title>" + RunRow.words(runs.get(i))
                        + " " + words.apply(values.get(i)) + "</title></circle></a>"
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
