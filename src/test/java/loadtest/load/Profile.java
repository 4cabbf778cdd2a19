package loadtest.load;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import loadtest.settings.BadInput;
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
 * @param rules what else the file says of it
 * @param ceilingBy what lowered the ceiling of a climb below the file's, in words; empty where nothing did
 */
public record Profile(
        String name,
        Injection injection,
        Optional<Duration> every,
        Optional<Integer> targets,
        ProfileRules rules,
        String ceilingBy) {
    private static final int MINUTE = 60;

    /** Whether users arrive at a rate, however long the earlier ones take. */
    public boolean open() {
        return injection.open();
    }

    /** The steps as they are written in the scenario's file. */
    public List<String> sentences() {
        return injection.sentences();
    }

    /** Whether fewer users arrive where the accounts given cannot carry them all. */
    public boolean slowsDown() {
        return rules.slowsDown();
    }

    /** Whether latency SLOs decide the verdict; otherwise they are for information. */
    public boolean gatesLatency() {
        return rules.gatesLatency();
    }

    /** Whether a setting may make it longer or shorter. */
    public boolean anyLength() {
        return rules.anyLength();
    }

    /** Whether its last quarter is compared with its first. */
    public boolean judgesDrift() {
        return rules.judgesDrift();
    }

    /** Whether it searches for the highest arrival rate that the target carries; promises are then for information. */
    public boolean climbs() {
        return rules.settles().isPresent();
    }

    /** The steps of a climb, in order; empty for other loads. */
    public List<Level> levels() {
        return rules.settles().map(settles -> Level.of(injection, settles)).orElse(List.of());
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
        return with(injection.scaled(factor), ceilingBy);
    }

    /**
     * The same within another time: the rates stay.
     *
     * @throws BadInput naming the setting, where a step would start nobody, or more users than can be counted
     */
    public Profile lasting(Duration time) {
        var other = with(injection.lasting(time), ceilingBy);
        if (!ProfileReader.isPossible(other.injection())) {
            throw BadInput.in(
                    "PERF_LOAD_LENGTH",
                    Durations.seconds(time) + " s",
                    "a time in which somebody arrives in each step of profile " + name + ", and "
                            + ProfileReader.MOST_USERS + " users at the most");
        }
        return other;
    }

    /**
     * A climb up to the highest of its steps that is still carried; any other load as it is.
     *
     * @param by what carries no more, in words
     * @throws BadInput where it does not even carry the first step
     */
    public Profile upTo(Predicate<Profile> carried, String by) {
        if (!climbs() || carried.test(this)) {
            return this;
        }
        return IntStream.iterate(injection.steps().size() - 1, steps -> steps > 0, steps -> steps - 1)
                .mapToObj(steps -> with(injection.firstSteps(steps), by))
                .filter(carried)
                .findFirst()
                .orElseThrow(() ->
                        new BadInput("profile " + name + " cannot climb, since its first step is too much for " + by));
    }

    private Profile with(Injection other, String lowered) {
        return new Profile(name, other, every, targets, rules, lowered);
    }

    /** In words, for the plan. */
    public String describe() {
        var users = open() ? injection.users() + " users" : "closed model";
        var shared = targets.map(number -> ", " + number + " targets in all").orElse("");
        var pace = every.map(time -> ", each beginning anew every " + Durations.seconds(time) + " s")
                .orElse("");
        var judged = rules.settles()
                .map(time -> ", each step judged after its first " + Durations.seconds(time) + " s")
                .orElse("");
        return String.join(", then ", sentences()) + " (" + users + shared + pace + judged + ")";
    }
}
