package loadtest.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what budgets, tables and summaries need of every sample. Written by one thread of the engine's and read by
 * any; samples of the {@value #VERDICT} group are Gatling's messengers for our verdicts and are left out.
 */
public final class Recorder {
    /** The group in which verdicts are handed to Gatling as samples. */
    public static final String VERDICT = "verdict";

    private final Map<String, RequestStats> requests = new LinkedHashMap<>();
    private final Map<String, Users> users = new HashMap<>();

    /** How many users of a scenario were started and have finished. */
    public record Users(long started, long finished) {}

    synchronized void sample(Sample sample) {
        if (!sample.group().equals(VERDICT)) {
            requests.computeIfAbsent(sample.name(), name -> new RequestStats()).add(sample);
        }
    }

    synchronized void user(String scenario, boolean start) {
        users.merge(
                scenario,
                new Users(start ? 1 : 0, start ? 0 : 1),
                (a, b) -> new Users(a.started() + b.started(), a.finished() + b.finished()));
    }

    /** The users of one scenario so far. */
    public synchronized Users users(String scenario) {
        return users.getOrDefault(scenario, new Users(0, 0));
    }

    /** Every request name seen so far, in the order of first appearance. */
    public synchronized List<Stats> requests() {
        var all = new ArrayList<Stats>();
        requests.forEach((name, stats) -> all.add(stats.stats(name)));
        return all;
    }
}
