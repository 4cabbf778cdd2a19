package loadtest.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Aggregates every sample for budgets, tables and summaries, in memory that does not grow with their number. One thread
 * of the engine writes, any thread reads. Samples of the group {@value #VERDICT}, which carry our verdicts to Gatling,
 * are left out.
 */
public final class Recorder implements SentRequests.Listener {
    /** The group in which verdicts are handed to Gatling as samples. */
    public static final String VERDICT = "verdict";

    private static final String OVERALL = "all requests";

    private final Map<RequestKey, RequestStats> requests = new LinkedHashMap<>();
    private final Map<RequestKey, Long> sentAgain = new HashMap<>();
    private final Map<String, Users> users = new HashMap<>();
    private final TimelineRecorder timeline = new TimelineRecorder();
    private final Slowest slowest = new Slowest();
    private final FailedSamples failed = new FailedSamples();
    private volatile int slowFrom;
    private final List<Consumer<Sample>> listeners = new ArrayList<>();
    private final Map<String, LoadUsers> loads = new HashMap<>();
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd;

    /** How many users of a scenario have started and finished. */
    public record Users(long started, long finished) {}

    /**
     * Names a scenario that is load: its arrivals are compared with the plan, and the timeline shows its users.
     *
     * @param arrivals when each user is due, in milliseconds since the beginning; empty for a closed model
     */
    public synchronized void expect(String scenario, Optional<Iterator<Long>> arrivals) {
        loads.put(scenario, new LoadUsers(arrivals));
    }

    /** Adds a listener that receives each sample at once, on the engine's thread. */
    public synchronized void addListener(Consumer<Sample> listener) {
        listeners.add(listener);
    }

    public synchronized void sample(Sample sample) {
        if (!sample.group().equals(VERDICT)) {
            listeners.forEach(listener -> listener.accept(sample));
            requests.computeIfAbsent(sample.key(), key -> new RequestStats()).add(sample);
            timeline.sample(sample);
            if (!sample.sent()) {
                failed.add(FailedSample.unsent(sample));
            }
            firstStart = Math.min(firstStart, sample.start());
            lastEnd = Math.max(lastEnd, sample.end());
        }
    }

    /** Counts a request that the engine sends again; its sample comes later, if at all. */
    @Override
    public synchronized void sentAgain(RequestKey request) {
        sentAgain.merge(request, 1L, Long::sum);
    }

    @Override
    public int slowFrom() {
        return slowFrom;
    }

    @Override
    public synchronized void slow(TracedSample sample) {
        slowest.add(sample);
        slowFrom = slowest.from();
    }

    @Override
    public synchronized void failed(FailedSample sample) {
        failed.add(sample);
    }

    /** @param time milliseconds since the epoch */
    synchronized void user(String scenario, boolean start, long time) {
        users.merge(
                scenario,
                new Users(start ? 1 : 0, start ? 0 : 1),
                (a, b) -> new Users(a.started() + b.started(), a.finished() + b.finished()));
        if (loads.containsKey(scenario)) {
            timeline.user(start, time);
            if (start) {
                loads.get(scenario).started(time);
            }
        }
    }

    /** The users of one scenario so far. */
    public synchronized Users users(String scenario) {
        return users.getOrDefault(scenario, new Users(0, 0));
    }

    /** The lateness of a scenario's users; empty where there is no plan of arrivals. */
    public synchronized Optional<Lateness> lateness(String scenario) {
        return Optional.ofNullable(loads.get(scenario)).flatMap(LoadUsers::lateness);
    }

    /**
     * When a scenario's load began, in milliseconds since the epoch: with its plan of arrivals, or its first user where
     * there is none. Empty before the first user.
     */
    public synchronized OptionalLong began(String scenario) {
        return Optional.ofNullable(loads.get(scenario)).map(LoadUsers::began).orElse(OptionalLong.empty());
    }

    /** Every request of every scenario seen so far, in the order of first appearance. */
    public synchronized List<Stats> requests() {
        var all = new ArrayList<Stats>();
        requests.forEach((key, stats) -> all.add(stats.stats(key, sentAgain.getOrDefault(key, 0L))));
        return all;
    }

    /** All requests together. */
    public synchronized Stats overall() {
        return together("", key -> true);
    }

    /** All requests of one scenario together. */
    public synchronized Stats overall(String scenario) {
        return together(scenario, key -> key.scenario().equals(scenario));
    }

    private Stats together(String scenario, Predicate<RequestKey> which) {
        var all = new RequestStats();
        var again = 0L;
        for (var request : requests.entrySet()) {
            if (which.test(request.getKey())) {
                all.add(request.getValue());
                again += sentAgain.getOrDefault(request.getKey(), 0L);
            }
        }
        return all.stats(new RequestKey(scenario, OVERALL), again);
    }

    /** Seconds from the first sample's start to the last one's end, at least 1. */
    public synchronized double seconds() {
        return Math.max(1000, lastEnd - firstStart) / 1000.0;
    }

    /** The run so far, second by second; null before the first sample or user. */
    public synchronized Timeline timeline() {
        return timeline.timeline();
    }

    /** The slowest requests so far, the slowest first. */
    public synchronized List<TracedSample> slowest() {
        return slowest.list();
    }

    /** The failed samples of a request that are kept, by reason. */
    public synchronized Map<String, List<FailedSample>> failed(RequestKey request) {
        return failed.of(request);
    }
}
