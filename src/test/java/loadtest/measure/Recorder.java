package loadtest.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what budgets, tables and summaries need of every sample, in memory that does not grow with their number.
 * Written by one thread of the engine's and read by any; samples of the {@value #VERDICT} group are Gatling's
 * messengers for our verdicts and are left out.
 */
public final class Recorder {
    /** The group in which verdicts are handed to Gatling as samples. */
    public static final String VERDICT = "verdict";

    private static final RequestKey OVERALL = new RequestKey("", "all requests");

    private final Map<RequestKey, RequestStats> requests = new LinkedHashMap<>();
    private final Map<String, Users> users = new HashMap<>();
    private final TimelineRecorder timeline = new TimelineRecorder();
    private final Slowest slowest = new Slowest();
    private String load = "";
    private final List<Consumer<Sample>> listeners = new ArrayList<>();
    private Optional<Punctuality> punctuality = Optional.empty();
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd;

    /** How many users of a scenario were started and have finished. */
    public record Users(long started, long finished) {}

    /**
     * Says whose users are the load: their arrivals are held against the plan, and the timeline shows them.
     *
     * @param arrivals when each is to arrive, in milliseconds since the beginning; empty where the target's speed decides
     */
    public synchronized void expect(String scenario, Optional<Iterator<Long>> arrivals) {
        load = scenario;
        punctuality = arrivals.map(Punctuality::new);
    }

    /** Whoever wants to know of each sample as it comes; told on the engine's thread. */
    public synchronized void tell(Consumer<Sample> listener) {
        listeners.add(listener);
    }

    public synchronized void sample(Sample sample) {
        if (!sample.group().equals(VERDICT)) {
            listeners.forEach(listener -> listener.accept(sample));
            requests.computeIfAbsent(sample.key(), key -> new RequestStats()).add(sample);
            timeline.sample(sample);
            slowest.add(sample);
            firstStart = Math.min(firstStart, sample.start());
            lastEnd = Math.max(lastEnd, sample.start() + sample.millis());
        }
    }

    /** @param time milliseconds since the epoch */
    synchronized void user(String scenario, boolean start, long time) {
        users.merge(
                scenario,
                new Users(start ? 1 : 0, start ? 0 : 1),
                (a, b) -> new Users(a.started() + b.started(), a.finished() + b.finished()));
        if (scenario.equals(load)) {
            timeline.user(start, time);
            if (start) {
                punctuality.ifPresent(plan -> plan.arrived(time));
            }
        }
    }

    /** The users of one scenario so far. */
    public synchronized Users users(String scenario) {
        return users.getOrDefault(scenario, new Users(0, 0));
    }

    /** Users of the load who came more than 100 ms after the plan; empty where there is none. */
    public synchronized Optional<Lateness> lateness() {
        return punctuality.map(Punctuality::lateness);
    }

    /** Every request of every scenario seen so far, in the order of first appearance. */
    public synchronized List<Stats> requests() {
        var all = new ArrayList<Stats>();
        requests.forEach((key, stats) -> all.add(stats.stats(key)));
        return all;
    }

    /** All of them together. */
    public synchronized Stats overall() {
        var all = new RequestStats();
        requests.values().forEach(all::add);
        return all.stats(OVERALL);
    }

    /** From the first sample's start to the last one's end, in seconds, and at least one. */
    public synchronized double seconds() {
        return Math.max(1000, lastEnd - firstStart) / 1000.0;
    }

    /** The run so far, second by second; null where nothing has happened. */
    public synchronized Timeline timeline() {
        return timeline.timeline();
    }

    /** The slowest requests so far, the slowest first. */
    public synchronized List<Sample> slowest() {
        return slowest.list();
    }
}
