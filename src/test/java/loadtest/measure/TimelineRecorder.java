package loadtest.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * Gathers a run second by second. Its memory is taken once for each request name; where a run is longer than it has
 * points for, neighbours are merged and every point covers twice the time.
 */
final class TimelineRecorder {
    static final int MOST_POINTS = 900;

    private static final int SECOND = 1000; // milliseconds
    private static final String NONE = "none";

    private final Map<RequestKey, RequestTimeline> requests = new LinkedHashMap<>();
    private final Map<String, long[]> classes = new TreeMap<>();
    private final long[] usersStarted = new long[MOST_POINTS];
    private final long[] usersActive = new long[MOST_POINTS];
    private long start = -1;
    private int secondsPerPoint = 1;
    private int points;
    private long active;

    void sample(Sample sample) {
        var point = point(sample.start() + sample.millis());
        requests.computeIfAbsent(sample.key(), key -> new RequestTimeline(MOST_POINTS))
                .add(point, sample);
        var code = sample.code().map(TimelineRecorder::classOf).orElse(NONE);
        classes.computeIfAbsent(code, name -> new long[MOST_POINTS])[point]++;
    }

    /** The class of a status code, such as {@code 4xx}. */
    static String classOf(int code) {
        return code / 100 + "xx";
    }

    void user(boolean starts, long time) {
        var point = point(time);
        active += starts ? 1 : -1;
        usersStarted[point] += starts ? 1 : 0;
        usersActive[point] = Math.max(usersActive[point], active);
    }

    /** The point of a moment; one before the beginning, as where the clock was set back, is in the first. */
    private int point(long time) {
        if (start < 0) {
            start = Math.floorDiv(time, SECOND) * SECOND;
        }
        while ((time - start) / SECOND / secondsPerPoint >= MOST_POINTS) {
            merge();
        }
        var point = (int) Math.max(0, (time - start) / SECOND / secondsPerPoint);
        while (points <= point) {
            usersActive[points++] = active; // whoever was at work then still is
        }
        return point;
    }

    private void merge() {
        requests.values().forEach(RequestTimeline::merge);
        classes.values().forEach(column -> pairwise(column, Long::sum));
        pairwise(usersStarted, Long::sum);
        pairwise(usersActive, Math::max);
        points = (points + 1) / 2;
        secondsPerPoint *= 2;
    }

    /** Puts what each two neighbours have together into the first half, and empties the second. */
    static void pairwise(long[] column, LongBinaryOperator together) {
        var half = column.length / 2;
        for (int i = 0; i < half; i++) {
            column[i] = together.applyAsLong(column[2 * i], column[2 * i + 1]);
        }
        Arrays.fill(column, half, column.length, 0);
    }

    /** What was gathered so far; null where nothing was. */
    Timeline timeline() {
        if (points == 0) {
            return null;
        }
        var times = new Histogram(1, RequestTimeline.HIGHEST_MILLIS, RequestTimeline.DIGITS);
        var percentiles = List.of(new ArrayList<Long>(), new ArrayList<Long>(), new ArrayList<Long>());
        for (int i = 0; i < points; i++) {
            times.reset();
            for (var request : requests.values()) {
                times.add(request.times(i));
            }
            percentiles.get(0).add(RequestTimeline.percentile(times, 50));
            percentiles.get(1).add(RequestTimeline.percentile(times, 95));
            percentiles.get(2).add(RequestTimeline.percentile(times, 99));
        }
        var byClass = new TreeMap<String, List<Long>>();
        classes.forEach((name, column) -> byClass.put(name, list(column)));
        return new Timeline(
                Instant.ofEpochMilli(start).toString(),
                secondsPerPoint,
                sum(RequestTimeline::count),
                sum(RequestTimeline::failed),
                list(usersStarted),
                list(usersActive),
                percentiles.get(0),
                percentiles.get(1),
                percentiles.get(2),
                byClass,
                byRequest());
    }

    private List<Timeline.OfRequest> byRequest() {
        var all = new ArrayList<Timeline.OfRequest>();
        requests.forEach((key, request) -> all.add(new Timeline.OfRequest(
                key.name(),
                each(request::count),
                each(request::failed),
                each(i -> RequestTimeline.percentile(request.times(i), 95)))));
        return all;
    }

    private interface Figure {
        long of(RequestTimeline request, int point);
    }

    private List<Long> sum(Figure figure) {
        return each(i -> requests.values().stream()
                .mapToLong(request -> figure.of(request, i))
                .sum());
    }

    private List<Long> each(IntFunction<Long> figure) {
        var column = new ArrayList<Long>();
        IntStream.range(0, points).forEach(i -> column.add(figure.apply(i)));
        return column;
    }

    private List<Long> list(long[] column) {
        return LongStream.of(column).limit(points).boxed().toList();
    }
}
