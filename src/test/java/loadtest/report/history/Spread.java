package loadtest.report.history;

import java.util.List;

/**
 * Median and noise of some values. A single outlier changes neither.
 *
 * @param noise the median absolute deviation; null for a single value
 */
record Spread(double median, Double noise) {
    /** @param values at least one */
    static Spread of(List<Double> values) {
        var median = median(values);
        var distances = values.stream().map(value -> Math.abs(value - median)).toList();
        return new Spread(median, values.size() < 2 ? null : Double.valueOf(median(distances)));
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
