package loadtest.load;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import loadtest.settings.Durations;
import loadtest.settings.Share;

/**
 * The load of one scenario: users that arrive at a rate (open model) or a number of concurrent users (closed model),
 * never both.
 *
 * @param name such as local or ramp
 * @param injection the steps by which users are started
 * @param every in a closed model, how often each user begins anew
 * @param targets how many targets the users work off together, where they share a list
 * @param slowsDown whether fewer users arrive where the accounts given cannot carry them all
 * @param gatesLatency whether latency SLOs decide the verdict; otherwise they are for information, since a cold minute on
 *     a laptop is noise
 */
public record Profile(
        String name,
        Injection injection,
        Optional<Duration> every,
        Optional<Integer> targets,
        boolean slowsDown,
        boolean gatesLatency) {
    private static final int MINUTE = 60;

    /** Whether users arrive at a rate, however long the earlier ones take. */
    public boolean open() {
        return injection.open();
    }

    /** The steps as they are written in the scenario's file. */
    public List<String> sentences() {
        return injection.sentences();
    }

    /** How long users are started, not counting the time the last of them take to finish. */
    public Duration length() {
        return injection.length();
    }

    /** How many users arrive in all; empty in a closed model, where the target's speed decides. */
    public OptionalLong plannedUsers() {
        return open() ? OptionalLong.of(injection.users()) : OptionalLong.empty();
    }

    /**
     * When each user is to arrive, in order, in milliseconds since the beginning, as the engine itself spaces them;
     * empty in a closed model.
     */
    public Optional<Iterator<Long>> arrivals() {
        return injection.arrivals(Share.ALL);
    }

    /** The most users that arrive within any one minute; in a closed model, that begin anew. */
    public double busiestMinute() {
        var steps = injection.steps();
        if (!open()) {
            return Step.most(steps)
                    * MINUTE
                    * 1000
                    / every.map(Duration::toMillis).orElse(1000L);
        }
        var busiest = 0.0;
        for (long second = MINUTE; second <= length().toSeconds() + MINUTE; second++) {
            busiest = Math.max(busiest, arrivedBy(second) - arrivedBy(second - MINUTE));
        }
        return busiest;
    }

    private double arrivedBy(long second) {
        var arrived = 0.0;
        var begin = 0L;
        for (var step : injection.steps()) {
            arrived += step.arrivals(second - begin);
            begin += step.length().toSeconds();
        }
        return arrived;
    }

    /** The same with its arrival rate or its concurrent users multiplied by a factor in (0, 1]. */
    public Profile scaled(double factor) {
        return new Profile(name, injection.scaled(factor), every, targets, slowsDown, gatesLatency);
    }

    /** In words, for the plan. */
    public String describe() {
        var users = open() ? injection.users() + " users" : "closed model";
        var shared = targets.map(number -> ", " + number + " targets in all").orElse("");
        var pace = every.map(time -> ", each beginning anew every " + Durations.seconds(time) + " s")
                .orElse("");
        return String.join(", then ", sentences()) + " (" + users + shared + pace + ")";
    }
}
