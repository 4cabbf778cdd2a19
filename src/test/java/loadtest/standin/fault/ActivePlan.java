package loadtest.standin.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The fault plan in force, which decides for every request which faults apply. It is thread-safe. */
public final class ActivePlan {
    /** Delays kept for one endpoint; more than the requests of any run, and a few MB at most. */
    private static final int MOST_DELAYS_KEPT = 200_000;

    private final FaultPlan plan;
    private final LongSupplier nanoTime;
    private final List<ActiveFault> faults;
    private final Map<String, List<ActiveFault>> byEndpoint;
    private final List<ActiveFault> freezes;
    private final Map<String, List<Long>> delays = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> delayed = new ConcurrentHashMap<>();

    /** The requests that reached a fault while it was active, and those it applied to. */
    public record Standing(Fault fault, int seen, int struck) {}

    /** @param nanoTime the clock, {@link System#nanoTime} */
    public ActivePlan(FaultPlan plan, LongSupplier nanoTime) {
        this.plan = plan;
        this.nanoTime = nanoTime;
        this.faults = plan.faults().stream()
                .map(fault -> new ActiveFault(fault, random(plan, fault)))
                .toList();
        this.freezes = faults.stream()
                .filter(one -> one.fault().is(Effect.Freeze.class))
                .toList();
        this.byEndpoint = Endpoints.ALL.stream()
                .collect(Collectors.toMap(endpoint -> endpoint, endpoint -> faults.stream()
                        .filter(one -> one.fault().endpoints().contains(endpoint))
                        .toList()));
        if (!plan.fromFirstRequest()) {
            var now = nanoTime.getAsLong();
            faults.forEach(one -> one.start(now));
        }
    }

    /** Each fault has a random generator of its own, so that one more in the plan changes nothing for the others. */
    private static Random random(FaultPlan plan, Fault fault) {
        return plan.seed()
                .map(seed -> new Random(31L * seed + fault.name().hashCode()))
                .orElseGet(Random::new);
    }

    /** The plan. */
    public FaultPlan plan() {
        return plan;
    }

    /**
     * Decides which faults apply to a request that has just arrived.
     *
     * @param endpoint one of {@link Endpoints#ALL}
     */
    public RequestFaults faultsOf(String endpoint) {
        var here = byEndpoint.getOrDefault(endpoint, List.of());
        if (here.isEmpty()) {
            return RequestFaults.NONE;
        }
        var now = nanoTime.getAsLong();
        var striking = new ArrayList<ActiveFault>();
        var delay = 0L;
        for (var one : here) {
            one.start(now);
            var drawn = one.strike(now);
            if (drawn.isPresent()) {
                striking.add(one);
                delay += drawn.getAsLong();
            }
        }
        if (striking.stream().anyMatch(one -> one.fault().latency().isPresent())) {
            keep(endpoint, delay);
        }
        return new RequestFaults(delay, striking);
    }

    /** Nanoseconds until the freeze ends; 0 if there is none now. */
    public long frozenNanos() {
        if (freezes.isEmpty()) {
            return 0;
        }
        var now = nanoTime.getAsLong();
        return freezes.stream().mapToLong(one -> one.nanosLeft(now)).max().orElse(0);
    }

    /** How many requests to an endpoint have met a delay. */
    public long delayed(String endpoint) {
        return delayed.getOrDefault(endpoint, new LongAdder()).sum();
    }

    /** The first {@value #MOST_DELAYS_KEPT} of these delays, in nanoseconds, in the order of their arrival. */
    public List<Long> delays(String endpoint) {
        var kept = delays.getOrDefault(endpoint, List.of());
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    /** The counts of each fault, in the order of the plan. */
    public List<Standing> standings() {
        return faults.stream()
                .map(one -> new Standing(one.fault(), one.seen(), one.struck()))
                .toList();
    }

    private void keep(String endpoint, long delay) {
        delayed.computeIfAbsent(endpoint, any -> new LongAdder()).increment();
        var kept = delays.computeIfAbsent(endpoint, any -> new ArrayList<>());
        synchronized (kept) {
            if (kept.size() < MOST_DELAYS_KEPT) {
                kept.add(delay);
            }
        }
    }
}
