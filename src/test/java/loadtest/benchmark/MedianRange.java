package loadtest.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What repeated measurements of one thing gave.
 *
 * @param median with an even number of measurements the greater of the middle two
 * @param times how often it was measured
 * @param decimals shown
 */
record MedianRange(double median, double least, double most, int times, String unit, int decimals) {
    /** @param values in any order; at least one */
    static MedianRange of(List<Double> values, String unit, int decimals) {
        var sorted = values.stream().sorted().toList();
        return new MedianRange(
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                sorted.size(),
                unit,
                decimals);
    }

    /** Of a single measurement. */
    static MedianRange of(double value, String unit, int decimals) {
        return of(List.of(value), unit, decimals);
    }

    /** The ratios of two things that were measured in pairs. */
    static MedianRange ratios(List<Double> those, List<Double> toThese) {
        var ratios = IntStream.range(0, those.size())
                .mapToObj(pair -> those.get(pair) / toThese.get(pair))
                .toList();
        return of(ratios, "x", 2);
    }

    /** Median, least and most, such as {@code 312 ms (298–340)}; the one value of a single measurement. */
    @Override
    public String toString() {
        var middle = text(median) + (unit.equals("x") ? "" : " ") + unit;
        return times == 1 ? middle : middle + " (" + text(least) + "–" + text(most) + ")";
    }

    private String text(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
