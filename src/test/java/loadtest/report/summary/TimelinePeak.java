package loadtest.report.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import loadtest.measure.Timeline;
import loadtest.server.Resources;

/** Finds the worst point of a time line, and what the server showed at that time. */
final class TimelinePeak {
    private TimelinePeak() {}

    /**
     * A time span of a run.
     *
     * @param from seconds since the time line's start
     * @param to exclusive
     */
    record Span(long from, long to) {
        long seconds() {
            return to - from;
        }
    }

    /** The entry with the highest value; empty where all are null or 0. */
    static OptionalInt of(List<Long> column) {
        return IntStream.range(0, column.size())
                .filter(i -> column.get(i) != null && column.get(i) > 0)
                .reduce((a, b) -> column.get(b) > column.get(a) ? b : a);
    }

    /** The time spans in which a column was at its limit or above, in order. */
    static List<Span> over(List<Long> column, double limit, int secondsPerPoint) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < column.size(); i++) {
            if (column.get(i) != null && column.get(i) >= limit) {
                var from = (long) i * secondsPerPoint;
                var last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
                var joins = last != null && last.to() == from;
                if (joins) {
                    spans.remove(spans.size() - 1);
                }
                spans.add(new Span(joins ? last.from() : from, from + secondsPerPoint));
            }
        }
        return spans;
    }

    /** The time of an entry, since the start and in UTC: {@code 05:12 (14:05:12 UTC)}. */
    static String when(Timeline timeline, int entry) {
        var seconds = (long) entry * timeline.secondsPerPoint();
        return TimeWords.moment(Instant.parse(timeline.start()), seconds);
    }

    /** The reading of the server nearest to an entry, in words; empty where none is near enough. */
    static String server(Resources resources, Timeline timeline, int entry) {
        if (resources == null || resources.times().isEmpty()) {
            return "";
        }
        var width = timeline.secondsPerPoint();
        var middle = Instant.parse(timeline.start()).plusMillis(1000L * entry * width + 500L * width);
        var nearest = IntStream.range(0, resources.times().size())
                .boxed()
                .min((a, b) -> distance(resources, a, middle).compareTo(distance(resources, b, middle)))
                .orElseThrow();
        var near = Duration.ofSeconds(Math.max(resources.everySeconds(), width));
        return distance(resources, nearest, middle).compareTo(near) > 0 ? "" : words(resources, nearest);
    }

    private static Duration distance(Resources resources, int reading, Instant moment) {
        return Duration.between(Instant.parse(resources.times().get(reading)), moment)
                .abs();
    }

    private static String words(Resources resources, int reading) {
        var cpu = resources.cpuPercent().get(reading);
        var connections = resources.connections().get(reading);
        var parts = new ArrayList<String>();
        parts.add(cpu == null ? null : String.format(Locale.ROOT, "CPU %.0f %%", cpu));
        parts.add(connections == null ? null : String.format(Locale.ROOT, "%.0f connections", connections));
        parts.removeIf(Objects::isNull);
        return String.join(", ", parts);
    }
}
