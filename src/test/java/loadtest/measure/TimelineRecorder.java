package loadtest.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * Records a run second by second. In a run with more seconds than points, neighbouring points are merged, so that each
 * covers twice the time, and memory does not grow any more.
 */
final class TimelineRecorder {
    static final int MOST_POINTS = 900;

    private static final int SECOND = 1000; // milliseconds

    private final Map<RequestKey, RequestTimeline> requests = new LinkedHashMap<>();
    private final Map<String, long[]> classes = new TreeMap<>();
    private final Series series = new Series(MOST_POINTS);
    private final long[] usersStarted = series.longs(Long::sum);
    private final long[] usersActive = series.longs(Math::max);
    private long start = -1;
    private long active;

    void sample(Sample sample) {
        var point = point(sample.end());
        requests.computeIfAbsent(sample.key(), key -> new RequestTimeline(series, MOST_POINTS))
                .add(point, sample);
        var code = sample.code().map(StatusClass::of).orElse(StatusClass.NONE);
        classes.computeIfAbsent(code, name -> series.longs(Long::sum))[point]++;
    }

    void user(boolean starts, long time) {
        var point = point(time);
        active += starts ? 1 : -1;
        usersStarted[point] += starts ? 1 : 0;
        usersActive[point] = Math.max(usersActive[point], active);
    }

    /** The point of a moment. A moment before the beginning, as after the clock was set back, counts in the first. */
    private int point(long time) {
        if (start < 0) {
            start = Math.floorDiv(time, SECOND) * SECOND;
        }
        var second = Math.max(0, (time - start) / SECOND);
        series.makeRoom(second);
        var before = series.length();
        var point = series.point(second);
        // The users who were active in the last point are active in the new ones.
        Arrays.fill(usersActive, before, series.length(), active);
        return point;
    }

    /** The timeline up to now; null where it is empty. */
    Timeline timeline() {
        if (series.length() == 0) {
            return null;
        }
        var times = new Histogram(1, RequestTimeline.HIGHEST_MILLIS, RequestTimeline.DIGITS);
        var percentiles = List.of(new ArrayList<Long>(), new ArrayList<Long>(), new ArrayList<Long>());
        var heat = new HeatMap.Builder(series.length());
        for (int i = 0; i < series.length(); i++) {
            times.reset();
            for (var request : requests.values()) {
                times.add(request.times(i));
            }
            heat.add(i, times);
            percentiles.get(0).add(RequestTimeline.percentile(times, 50));
            percentiles.get(1).add(RequestTimeline.percentile(times, 95));
            percentiles.get(2).add(RequestTimeline.percentile(times, 99));
        }
        var byClass = new TreeMap<String, List<Long>>();
        classes.forEach((name, column) -> byClass.put(name, list(column)));
        return new Timeline(
                Instant.ofEpochMilli(start).toString(),
                series.unitsPerPoint(),
                sum(RequestTimeline::count),
                sum(RequestTimeline::failed),
                list(usersStarted),
                list(usersActive),
                percentiles.get(0),
                percentiles.get(1),
                percentiles.get(2),
                byClass,
                byRequest(),
                heat.build(series.unitsPerPoint()));
    }

    private List<Timeline.OfRequest> byRequest() {
        var all = new ArrayList<Timeline.OfRequest>();
        requests.forEach((key, request) -> all.add(new Timeline.OfRequest(
                key.path(),
                each(request::count),
                each(request::failed),
                each(i -> RequestTimeline.percentile(request.times(i), 95)))));
        return all;
    }

    private interface PointCount {
        long of(RequestTimeline request, int point);
    }

    private List<Long> sum(PointCount figure) {
        return each(i -> requests.values().stream()
                .mapToLong(request -> figure.of(request, i))
                .sum());
    }

    private List<Long> each(IntFunction<Long> figure) {
        var column = new ArrayList<Long>();
        IntStream.range(0, series.length()).forEach(i -> column.add(figure.apply(i)));
        return column;
    }

    private List<Long> list(long[] column) {
        return LongStream.of(column).limit(series.length()).boxed().toList();
    }
}
