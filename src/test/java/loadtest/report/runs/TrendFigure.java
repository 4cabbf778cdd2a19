package loadtest.report.runs;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import loadtest.report.history.Facts;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;

/**
 * A figure of a request that is followed over runs.
 *
 * @param limited the statistic whose limit is drawn; null where the figure has none
 */
record TrendFigure(String name, String pattern, ToDoubleFunction<Facts.Figures> of, Statistic limited) {
    /** How much was sent in a second. */
    static final TrendFigure RATE = new TrendFigure("throughput", "%.2f/s", Facts.Figures::rate, null);

    private static final List<TrendFigure> ALL = List.of(
            new TrendFigure("p95", "%.0f ms", Facts.Figures::p95, Statistic.P95),
            RATE,
            new TrendFigure("failed", "%.2f %%", Facts.Figures::failedPercent, Statistic.FAILED));

    static List<TrendFigure> all() {
        return ALL;
    }

    double of(Facts.Figures seen) {
        return of.applyAsDouble(seen);
    }

    String words(Facts.Figures seen) {
        return words(of(seen));
    }

    String words(double value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    /** The limit that a run has for this figure of a request, in the figure's unit. */
    OptionalDouble limit(Facts run, String request) {
        return run.verdicts().stream()
                .map(Verdict::promise)
                .filter(promise -> promise.statistic() == limited && promise.limit() != null)
                .filter(promise -> promise.subject().equals(request))
                .mapToDouble(promise -> promise.limit().value())
                .findFirst();
    }
}
