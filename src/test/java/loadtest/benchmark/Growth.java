package loadtest.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * How one figure changed while a load went on. The first quarter is not judged: JVM and pools grow to their size in it.
 *
 * @param unit what a value is divided by for the table
 * @param lowest whether the least of each tenth of the time counts: a heap is full of garbage in between
 */
record Growth(String of, double unit, String unitName, boolean lowest, List<Double> seconds, List<Double> values) {
    private static final int TENTHS = 10;

    static Growth of(String of, double unit, String unitName, boolean lowest) {
        return new Growth(of, unit, unitName, lowest, new ArrayList<>(), new ArrayList<>());
    }

    void add(double second, double value) {
        seconds.add(second);
        values.add(value);
    }

    /** By how much it grows in an hour, by least squares over the last three quarters of the time. */
    double perHour() {
        var points = points();
        var x = points.stream().mapToDouble(point -> point[0]).average().orElse(0);
        var y = points.stream().mapToDouble(point -> point[1]).average().orElse(0);
        var square = points.stream()
                .mapToDouble(point -> (point[0] - x) * (point[0] - x))
                .sum();
        var product = points.stream()
                .mapToDouble(point -> (point[0] - x) * (point[1] - y))
                .sum();
        return square == 0 ? 0 : 3_600 * product / square;
    }

    /** The value at the end of the first quarter, of the last point, and the growth. */
    void addTo(BenchmarkTable table) {
        var points = points();
        if (points.isEmpty()) {
            table.row(of, "unknown", "unknown", "unknown");
            return;
        }
        table.row(of, text(points.get(0)[1]), text(points.get(points.size() - 1)[1]), text(perHour()) + " an hour");
    }

    private MedianRange text(double value) {
        return MedianRange.of(value / unit, unitName, unit == 1 ? 0 : 1);
    }

    private List<double[]> points() {
        var from = values.size() / 4;
        var size = lowest ? Math.max(1, values.size() / TENTHS) : 1;
        var points = new ArrayList<double[]>();
        for (int i = from; i + size < values.size(); i += size) { // the last is of a process that ends
            var part = values.subList(i, i + size);
            points.add(new double[] {
                seconds.get(i),
                part.stream().mapToDouble(Double::doubleValue).min().orElseThrow()
            });
        }
        return points;
    }
}
