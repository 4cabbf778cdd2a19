package loadtest.report.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import loadtest.report.summary.Comparison;
import loadtest.settings.Settings;

/** Compares a run's figures with those of its baseline. */
record Comparer(Settings.Comparing settings) {
    /** With fewer samples than this, fewer than ten lie above the 99th percentile, and it is left to chance. */
    private static final long ENOUGH_FOR_P99 = 1_000;

    /** Percentage points: one failure more in two hundred requests. */
    private static final double LEAST_FAILED = 0.5;

    private static final List<Figure> FIGURES = List.of(
            new Figure("p50", "ms", Facts.Figures::p50),
            new Figure("p95", "ms", Facts.Figures::p95),
            new Figure("p99", "ms", Facts.Figures::p99),
            new Figure("rate", "/s", Facts.Figures::rate),
            new Figure("failed", "%", Facts.Figures::failedPercent));

    private record Figure(String name, String unit, ToDoubleFunction<Facts.Figures> of) {
        String words(double value) {
            return String.format(Locale.ROOT, unit.equals("ms") ? "%.0f " : "%.2f ", value)
                            .replace(".00 ", " ")
                    + unit;
        }
    }

    /** @param before the runs of the baseline, at least one */
    Comparison compare(String baseline, List<Facts> before, List<Facts.Figures> now) {
        var rows = new ArrayList<Comparison.ComparisonRow>();
        var regressions = new ArrayList<String>();
        for (var request : now) {
            var earlier = before.stream()
                    .flatMap(facts -> facts.request(request.name()).stream())
                    .filter(seen -> seen.count() > 0)
                    .toList();
            if (!earlier.isEmpty()) {
                for (var figure : FIGURES) {
                    var row = row(request, figure, earlier);
                    rows.add(row);
                    regression(row, figure, request).ifPresent(regressions::add);
                }
            }
        }
        return new Comparison(baseline, before.size(), rows, regressions, settings.gates());
    }

    private static Comparison.ComparisonRow row(Facts.Figures request, Figure figure, List<Facts.Figures> earlier) {
        var spread = Spread.of(earlier.stream().map(figure.of()::applyAsDouble).toList());
        var now = figure.of().applyAsDouble(request);
        return new Comparison.ComparisonRow(
                request.name(),
                figure.name(),
                figure.unit(),
                rounded(spread.median()),
                rounded(now),
                spread.noise() == null ? null : Double.valueOf(rounded(spread.noise())),
                judgement(worseBy(figure, spread.median(), now), spread.noise()));
    }

    private static String judgement(double worseBy, Double noise) {
        if (noise == null) {
            return "noise unknown";
        }
        return Math.abs(worseBy) <= noise ? "within the noise" : worseBy > 0 ? "worse" : "better";
    }

    private Optional<String> regression(Comparison.ComparisonRow row, Figure figure, Facts.Figures now) {
        var worseBy = worseBy(figure, row.before(), row.now());
        var noise = row.noise() == null ? 0 : row.noise();
        var allowed = Math.max(noise, Math.max(settings.tolerancePercent() / 100.0 * row.before(), least(figure)));
        if (worseBy <= allowed || figure.name().equals("p99") && now.count() < ENOUGH_FOR_P99) {
            return Optional.empty();
        }
        var percent = row.before() == 0
                ? ""
                : String.format(Locale.ROOT, " (%+.0f %%)", 100 * (row.now() / row.before() - 1));
        return Optional.of(row.request() + " " + row.figure() + " was " + figure.words(row.before()) + " and is "
                + figure.words(row.now()) + percent);
    }

    private double least(Figure figure) {
        return switch (figure.unit()) {
            case "ms" -> settings.toleranceMillis();
            case "%" -> LEAST_FAILED;
            default -> 0;
        };
    }

    /** Less is better of everything but throughput. */
    private static double worseBy(Figure figure, double before, double now) {
        return figure.name().equals("rate") ? before - now : now - before;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
