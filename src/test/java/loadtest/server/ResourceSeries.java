package loadtest.server;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import loadtest.measure.Series;

/** Turns readings into figures as they arrive, in at most {@value #MOST} points however long a run is. */
final class ResourceSeries {
    static final int MOST = 3_600;

    /** A rate needs at least this time, since CPU counters tick a hundred times a second. */
    private static final double SHORTEST_SECONDS = 0.5;

    private final Series.Values<ResourcePoint> points = new Series(MOST).values(ResourcePoint::merge);
    private long count;
    private double lastSeconds;
    private MetricsReading previous;

    /** One or more readings. Growths are null where unknown; they cover {@code seconds}. */
    private record ResourcePoint(
            String time,
            double seconds,
            Double cpu,
            Double idle,
            Double sent,
            Double commits,
            Double querySeconds,
            Double load,
            Double memory,
            Double connections,
            Double bytes) {

        static ResourcePoint first(MetricsReading reading) {
            return of(reading, 0, null, null, null, null, null);
        }

        static ResourcePoint since(MetricsReading before, MetricsReading now) {
            return of(
                    now,
                    (now.nanos() - before.nanos()) / 1e9,
                    now.cpuSecondsSince(before),
                    now.idleSecondsSince(before),
                    now.sentSince(before),
                    now.commitsSince(before),
                    now.querySecondsSince(before));
        }

        private static ResourcePoint of(
                MetricsReading now,
                double seconds,
                Double cpu,
                Double idle,
                Double sent,
                Double commits,
                Double query) {
            return new ResourcePoint(
                    now.time().toString(),
                    seconds,
                    cpu,
                    idle,
                    sent,
                    commits,
                    query,
                    now.load(),
                    now.memoryAvailable(),
                    now.connections(),
                    now.databaseBytes());
        }

        /** Merges two points: growths add up, of levels the worst is kept. */
        ResourcePoint merge(ResourcePoint next) {
            return new ResourcePoint(
                    next.time,
                    seconds + next.seconds,
                    both(cpu, next.cpu, Double::sum),
                    both(idle, next.idle, Double::sum),
                    both(sent, next.sent, Double::sum),
                    both(commits, next.commits, Double::sum),
                    both(querySeconds, next.querySeconds, Double::sum),
                    either(load, next.load, Math::max),
                    either(memory, next.memory, Math::min),
                    either(connections, next.connections, Math::max),
                    either(bytes, next.bytes, Math::max));
        }

        Double cpuPercent() {
            return cpu == null || idle == null || cpu <= 0 ? null : (Double) (100 * (1 - Math.min(1, idle / cpu)));
        }

        Double perSecond(Double growth) {
            return growth == null || seconds <= 0 ? null : (Double) (growth / seconds);
        }

        private static Double both(Double a, Double b, BinaryOperator<Double> operator) {
            return a == null || b == null ? null : operator.apply(a, b);
        }

        private static Double either(Double a, Double b, BinaryOperator<Double> operator) {
            return a == null || b == null ? (a == null ? b : a) : operator.apply(a, b);
        }
    }

    void add(MetricsReading reading) {
        if (previous == null) {
            append(ResourcePoint.first(reading));
            previous = reading;
        } else if (reading.isCopyOf(previous)) {
            append(ResourcePoint.first(reading)); // growth is then measured from the reading that this one repeats
        } else {
            append(ResourcePoint.since(previous, reading));
            previous = reading;
        }
    }

    private void append(ResourcePoint point) {
        var isBrief = point.seconds > 0 && point.seconds < SHORTEST_SECONDS && lastSeconds > 0;
        if (!isBrief) {
            lastSeconds = 0;
            count++;
        }
        lastSeconds += point.seconds;
        points.add(count - 1, point);
    }

    Resources resources(String source, int everySeconds, int readings, int failed, String trouble, String link) {
        return new Resources(
                source,
                everySeconds,
                readings,
                failed,
                trouble,
                link,
                points.all().stream().map(ResourcePoint::time).toList(),
                column(ResourcePoint::cpuPercent),
                column(ResourcePoint::load),
                column(ResourcePoint::memory),
                column(point -> point.perSecond(point.sent)),
                column(ResourcePoint::connections),
                column(point -> point.perSecond(point.commits)),
                column(ResourcePoint::bytes),
                column(point ->
                        point.perSecond(point.querySeconds == null ? null : (Double) (1_000 * point.querySeconds))));
    }

    private List<Double> column(Function<ResourcePoint, Double> value) {
        return points.all().stream().map(value).toList();
    }
}
