package loadtest.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import loadtest.settings.Daemon;

/** Samples the health of the load generator once a second, in memory that does not grow with the length of the run. */
public final class GeneratorMonitor implements AutoCloseable {
    private static final int MOST_POINTS = 1_800; // half an hour at one second
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ScheduledExecutorService clock = Daemon.scheduler("generator-health");
    private final AtomicLong engineLag = new AtomicLong();
    private final Instant started = Instant.now();
    private final Series series = new Series(MOST_POINTS);
    private final Series.Values<GeneratorPoint> points = series.values(GeneratorPoint::with);
    private long seconds;
    private long lateSeconds;
    private long worstLag;
    private long gcBefore = gcMillis();
    private long sampledAt = System.nanoTime() - 2 * SHORTEST_NANOS;
    private double cpu;
    private double systemCpu;

    private record GeneratorPoint(double cpu, double systemCpu, long gc, long lag, long files) {
        GeneratorPoint with(GeneratorPoint other) {
            return new GeneratorPoint(
                    Math.max(cpu, other.cpu),
                    Math.max(systemCpu, other.systemCpu),
                    Math.max(gc, other.gc),
                    Math.max(lag, other.lag),
                    Math.max(files, other.files));
        }
    }

    public void start() {
        system.getProcessCpuLoad(); // the first answer has nothing to compare with
        system.getCpuLoad();
        clock.scheduleAtFixedRate(this::sample, 1, 1, TimeUnit.SECONDS);
    }

    /** Records how late the engine's own timer fired, in milliseconds. */
    public void engineLag(long millis) {
        engineLag.accumulateAndGet(millis, Math::max);
    }

    /** The seconds so far, and those in which the engine's own timer fired late. */
    public synchronized Lateness lag() {
        return new Lateness(seconds, lateSeconds, worstLag);
    }

    /** The health up to now. */
    public synchronized GeneratorHealth seen() {
        var all = points.all();
        return new GeneratorHealth(
                started.toString(),
                series.unitsPerPoint(),
                all.stream().map(GeneratorPoint::cpu).toList(),
                all.stream().map(GeneratorPoint::systemCpu).toList(),
                all.stream().map(GeneratorPoint::gc).toList(),
                all.stream().map(GeneratorPoint::lag).toList(),
                all.stream()
                        .map(GeneratorPoint::files)
                        .filter(files -> files >= 0)
                        .toList(),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : null);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    void sample() {
        var gc = gcMillis();
        var now = System.nanoTime();
        // After a stall this runs several times at once. A CPU load over no time means nothing, so the last one is
        // kept.
        if (now - sampledAt > SHORTEST_NANOS) {
            sampledAt = now;
            cpu = percent(system.getProcessCpuLoad());
            systemCpu = percent(system.getCpuLoad());
        }
        add(new GeneratorPoint(
                cpu,
                systemCpu,
                gc - gcBefore,
                engineLag.getAndSet(0),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : -1));
        gcBefore = gc;
    }

    private synchronized void add(GeneratorPoint second) {
        points.add(seconds, second);
        seconds++;
        lateSeconds = Math.min(seconds, lateSeconds + lateSeconds(second.lag()));
        worstLag = Math.max(worstLag, second.lag());
    }

    /** A timer that fires ten seconds late was late in each of those seconds. */
    private static long lateSeconds(long lag) {
        return lag > Lateness.TOLERATED_MILLIS ? (lag + 999) / 1000 : 0;
    }

    /** Rounds to tenths of a percent; the system reports a negative load while it has none to report. */
    private static double percent(double load) {
        return Math.round(1000 * Math.max(0, load)) / 10.0;
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }
}
