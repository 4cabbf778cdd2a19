package loadtest.report.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.summary.ComparedFigure;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.ComparisonJudgement;
import loadtest.settings.Settings;

/** Compares a run's figures with those of its baseline. */
record Comparer(Settings.Comparing settings) {
    /** With fewer samples than this, fewer than ten lie above the 99th percentile, and it is left to chance. */
    private static final long ENOUGH_FOR_P99 = 1_000;

    /** Percentage points: one failure more in two hundred requests. */
    private static final double LEAST_FAILED = 0.5;

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
                for (var figure : ComparedFigure.values()) {
                    var row = row(request, figure, earlier);
                    rows.add(row);
                    regression(row, figure, request).ifPresent(regressions::add);
                }
            }
        }
        return new Comparison(baseline, before.size(), rows, notCompared(before, now), regressions, settings.gates());
    }

    private static List<String> notCompared(List<Facts> before, List<Facts.Figures> now) {
        var earlier = before.stream()
                .flatMap(facts -> facts.requests().stream())
                .filter(seen -> seen.count() > 0)
                .map(Facts.Figures::name)
                .collect(Collectors.toCollection(TreeSet::new));
        var sent = now.stream().map(Facts.Figures::name).collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(earlier.stream(), sent.stream())
                .distinct()
                .filter(name -> !(earlier.contains(name) && sent.contains(name)))
                .sorted()
                .toList();
    }

    private static Comparison.ComparisonRow row(
            Facts.Figures request, ComparedFigure figure, List<Facts.Figures> earlier) {
        var spread = Spread.of(earlier.stream().map(seen -> value(figure, seen)).toList());
        var now = value(figure, request);
        return new Comparison.ComparisonRow(
                request.name(),
                figure,
                rounded(spread.median()),
                rounded(now),
                spread.noise() == null ? null : Double.valueOf(rounded(spread.noise())),
                judgement(worseBy(figure, spread.median(), now), spread.noise()));
    }

    private static ComparisonJudgement judgement(double worseBy, Double noise) {
        if (noise == null) {
            return ComparisonJudgement.NOISE_UNKNOWN;
        }
        if (Math.abs(worseBy) <= noise) {
            return ComparisonJudgement.WITHIN_NOISE;
        }
        return worseBy > 0 ? ComparisonJudgement.WORSE : ComparisonJudgement.BETTER;
    }

    private Optional<String> regression(Comparison.ComparisonRow row, ComparedFigure figure, Facts.Figures now) {
        var worseBy = worseBy(figure, row.before(), row.now());
        var noise = row.noise() == null ? 0 : row.noise();
        var allowed = Math.max(noise, Math.max(settings.tolerancePercent() / 100.0 * row.before(), least(figure)));
        if (worseBy <= allowed || figure == ComparedFigure.P99 && now.count() < ENOUGH_FOR_P99) {
            return Optional.empty();
        }
        var percent = row.before() == 0
                ? ""
                : String.format(Locale.ROOT, " (%+.0f %%)", 100 * (row.now() / row.before() - 1));
        return Optional.of(row.request() + " " + row.figure().label() + " was " + figure.words(row.before())
                + " and is " + figure.words(row.now()) + percent);
    }

    private double least(ComparedFigure figure) {
        return switch (figure) {
            case P50, P95, P99 -> settings.toleranceMillis();
            case FAILED -> LEAST_FAILED;
            case RATE -> 0;
        };
    }

    private static double value(ComparedFigure figure, Facts.Figures seen) {
        return switch (figure) {
            case P50 -> seen.p50();
            case P95 -> seen.p95();
            case P99 -> seen.p99();
            case RATE -> seen.rate();
            case FAILED -> seen.failedPercent();
        };
    }

    /** Less is better for every figure but throughput. */
    private static double worseBy(ComparedFigure figure, double before, double now) {
        return figure == ComparedFigure.RATE ? before - now : now - before;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
