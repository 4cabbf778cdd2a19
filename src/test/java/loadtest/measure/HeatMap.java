package loadtest.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * The distribution of the response times of all requests over time. It is bounded: {@value #MOST_COLUMNS} columns at the
 * most, and six ranges for each factor of ten.
 *
 * @param secondsPerColumn a multiple of the timeline's seconds per point
 * @param upTo the longest response time of each range, in milliseconds, in rising order; ranges without any request
 *     before the first and after the last one with a request are left out
 * @param counts for each column the number of requests in each range
 */
public record HeatMap(int secondsPerColumn, List<Long> upTo, List<List<Long>> counts) {
    static final int MOST_COLUMNS = 90;

    private static final List<Long> STEPS = List.of(1L, 2L, 3L, 5L, 7L);

    /** Makes one of the points of a timeline, which come in their order. */
    static final class Builder {
        private final int pointsPerColumn;
        private final List<Histogram> columns = new ArrayList<>();

        /** @param points how many will come */
        Builder(int points) {
            pointsPerColumn = Math.max(1, (points + MOST_COLUMNS - 1) / MOST_COLUMNS);
        }

        /** @param times of all requests */
        void add(int point, Histogram times) {
            if (point % pointsPerColumn == 0) {
                columns.add(new Histogram(1, RequestTimeline.HIGHEST_MILLIS, RequestTimeline.DIGITS));
            }
            columns.get(point / pointsPerColumn).add(times);
        }

        HeatMap build(int secondsPerPoint) {
            var all = new Histogram(1, RequestTimeline.HIGHEST_MILLIS, RequestTimeline.DIGITS);
            columns.forEach(all::add);
            var bounds = bounds(all);
            var counts = columns.stream().map(column -> counts(column, bounds)).toList();
            return new HeatMap(pointsPerColumn * secondsPerPoint, bounds, counts);
        }
    }

    /** From the last bound below every time to the first one above. */
    private static List<Long> bounds(Histogram all) {
        var bounds = new ArrayList<Long>();
        for (long decade = 1; all.getTotalCount() > 0 && reaches(bounds, all); decade *= 10) {
            for (var step : STEPS) {
                if (reaches(bounds, all)) {
                    bounds.add(step * decade);
                }
            }
        }
        while (bounds.size() > 1 && all.getCountBetweenValues(0, bounds.get(0)) == 0) {
            bounds.remove(0);
        }
        return bounds;
    }

    private static boolean reaches(List<Long> bounds, Histogram all) {
        return bounds.isEmpty() || bounds.get(bounds.size() - 1) < all.getMaxValue();
    }

    private static List<Long> counts(Histogram column, List<Long> bounds) {
        return IntStream.range(0, bounds.size())
                .mapToObj(i -> column.getCountBetweenValues(i == 0 ? 0 : bounds.get(i - 1) + 1, bounds.get(i)))
                .toList();
    }
}
