package loadtest.slo;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.measure.PartsRecorder;
import loadtest.measure.RequestKey;
import loadtest.measure.Sample;
import loadtest.measure.Stats;

/**
 * Compares the last quarter of a load with the first: a target that leaks, or whose tables grow, answers more slowly the
 * longer the load goes on, however good its figures over the whole are.
 */
public final class Drift {
    /** A request with fewer samples in one of the quarters is not judged. */
    static final int FEWEST_SAMPLES = 100;

    private final String scenario;
    private final DriftLimits limits;
    private final boolean gatesLatency;
    private final Set<RequestKey> whenNeeded;
    private final PartsRecorder quarters;

    /** By how much one request is worse. */
    private record RequestDrift(String request, double value, double first, double last, long samples) {}

    /**
     * @param gatesLatency whether latency decides
     * @param whenNeeded requests that users send only when they need them
     * @param length of the load
     * @param began its beginning, in milliseconds since the epoch; empty before its first user
     */
    public Drift(
            String scenario,
            DriftLimits limits,
            boolean gatesLatency,
            Set<RequestKey> whenNeeded,
            Duration length,
            Supplier<OptionalLong> began) {
        this.scenario = scenario;
        this.limits = limits;
        this.gatesLatency = gatesLatency;
        this.whenNeeded = Set.copyOf(whenNeeded);
        this.quarters = new PartsRecorder(scenario, parts(length), began);
    }

    /** The first quarter of a load, and the last. */
    public static List<PartsRecorder.Part> parts(Duration length) {
        var quarter = length.dividedBy(4);
        return List.of(
                new PartsRecorder.Part(Duration.ZERO, quarter), new PartsRecorder.Part(length.minus(quarter), length));
    }

    public void sample(Sample sample) {
        quarters.sample(sample);
    }

    /**
     * What is promised of the drift, each with what judges it when the load has ended.
     *
     * @param ended whether the load came to its end; one that was cut off has no last quarter
     * @param memory available memory, in bytes
     * @param connections of the database
     */
    public Map<Promise, Supplier<Verdict>> promises(
            BooleanSupplier ended, Supplier<ServerReadings> memory, Supplier<ServerReadings> connections) {
        var promises = new LinkedHashMap<Promise, Supplier<Verdict>>();
        limits.promises(scenario)
                .forEach(promise -> promises.put(
                        promise,
                        () -> ended.getAsBoolean()
                                ? judge(promise, memory, connections)
                                : undecided(promise, "the load was cut off", false)));
        return promises;
    }

    private Verdict judge(Promise promise, Supplier<ServerReadings> memory, Supplier<ServerReadings> connections) {
        return switch (promise.statistic()) {
            case P95_RISE -> ofRequests(promise, gatesLatency, this::slower);
            case FAILED_RISE -> ofRequests(promise, true, Drift::worse);
            case MEMORY_FALL -> memory.get().judge(promise);
            default -> connections.get().judge(promise);
        };
    }

    private RequestDrift slower(Stats first, Stats last) {
        var before = first.percentile(95);
        var after = last.percentile(95);
        var counts = after - before >= Math.max(1, limits.p95From().toMillis());
        var rise = counts ? 100.0 * (after - before) / Math.max(1, before) : 0;
        return new RequestDrift(first.name(), rise, before, after, last.count());
    }

    private static RequestDrift worse(Stats first, Stats last) {
        var before = 100.0 * first.ko() / first.count();
        var after = 100.0 * last.ko() / last.count();
        return new RequestDrift(first.name(), Math.max(0, after - before), before, after, last.count());
    }

    private Verdict ofRequests(Promise promise, boolean gates, BiFunction<Stats, Stats, RequestDrift> compare) {
        var first = quarters.seen(0);
        var last = quarters.seen(1);
        var vanished = vanished(first, last);
        if (!vanished.isEmpty()) {
            return undecided(promise, vanished, gates); // the others would prove nothing
        }
        var few = few(first, last);
        var worst = first.keySet().stream()
                .filter(request -> isEnough(first, request) && isEnough(last, request))
                .map(request -> compare.apply(first.get(request), last.get(request)))
                .max(Comparator.comparingDouble(RequestDrift::value).thenComparingDouble(RequestDrift::last));
        return worst.map(seen -> new Verdict(
                        promise,
                        new Observation.Drifted(seen.request(), seen.value(), seen.first(), seen.last()),
                        seen.samples(),
                        gates ? Verdict.decided(promise.limit().allows(seen.value())) : VerdictOutcome.PRINTED,
                        few))
                .orElseGet(() -> undecided(promise, few + ": a longer load has more (PERF_LOAD_LENGTH)", gates));
    }

    /** The requests that users who still come no longer send, in words; empty where there are none. */
    private String vanished(Map<RequestKey, Stats> first, Map<RequestKey, Stats> last) {
        var vanished = first.keySet().stream()
                .filter(request -> !whenNeeded.contains(request))
                .filter(request ->
                        Fewer.than(count(first, request) * goesOn(first, last, request), count(last, request)))
                .map(request -> counts(first, last, request))
                .sorted()
                .collect(Collectors.joining(", "));
        return vanished.isEmpty() ? "" : "no longer sent as before, though others are: " + vanished;
    }

    /**
     * How many users still come, from 0 to 1, as that of the other requests tells which went on best. One that is sent more
     * often in the end, as a slow answer is asked for again, makes no users.
     */
    private double goesOn(Map<RequestKey, Stats> first, Map<RequestKey, Stats> last, RequestKey request) {
        return first.keySet().stream()
                .filter(other -> !other.equals(request) && !whenNeeded.contains(other) && isEnough(first, other))
                .mapToDouble(other -> (double) count(last, other) / count(first, other))
                .map(share -> Math.min(1, share))
                .max()
                .orElse(0);
    }

    /** The requests that are not judged, in words; empty where there are none. */
    private static String few(Map<RequestKey, Stats> first, Map<RequestKey, Stats> last) {
        var few = Stream.concat(first.keySet().stream(), last.keySet().stream())
                .distinct()
                .filter(request -> !isEnough(first, request) || !isEnough(last, request))
                .map(request -> counts(first, last, request))
                .toList();
        return few.isEmpty() && !first.isEmpty()
                ? ""
                : "too few samples to judge, of " + FEWEST_SAMPLES + " in each quarter: "
                        + (few.isEmpty() ? "none" : String.join(", ", few));
    }

    private static String counts(Map<RequestKey, Stats> first, Map<RequestKey, Stats> last, RequestKey request) {
        return request.name() + " " + count(first, request) + " and " + count(last, request);
    }

    private static boolean isEnough(Map<RequestKey, Stats> quarter, RequestKey request) {
        return count(quarter, request) >= FEWEST_SAMPLES;
    }

    private static long count(Map<RequestKey, Stats> quarter, RequestKey request) {
        return Optional.ofNullable(quarter.get(request)).map(Stats::count).orElse(0L);
    }

    /** A promise that must decide and cannot is not kept. */
    static Verdict undecided(Promise promise, String why, boolean gates) {
        return new Verdict(
                promise, new Observation.NoSamples(), 0, gates ? VerdictOutcome.MISSED : VerdictOutcome.PRINTED, why);
    }
}
