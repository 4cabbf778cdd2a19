package loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.ClosedInjectionStep;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How much load one scenario gets: users that arrive at a rate (open model) or users of which so many are at work at
 * any time (closed model), never both.
 *
 * @param name such as local or ramp
 * @param sentences the steps as they are written in the scenario's file
 * @param every in a closed model, how often each user begins anew
 * @param targets how many targets the users work off together, where they share a list
 * @param slowsDown whether fewer users arrive where the accounts given cannot carry them all
 * @param gatesLatency whether latency SLOs decide the verdict; otherwise they are only printed, since a cold minute on
 *     a laptop is noise
 */
public record Profile(
        String name,
        boolean open,
        List<String> sentences,
        List<Step> steps,
        Optional<Duration> every,
        Optional<Integer> targets,
        boolean slowsDown,
        boolean gatesLatency) {
    private static final int MINUTE = 60;

    /** Makes the users of this profile run the scenario. */
    public PopulationBuilder inject(ScenarioBuilder scenario) {
        return open
                ? scenario.injectOpen(steps.stream().map(Profile::openStep).toList())
                : scenario.injectClosed(steps.stream().map(Profile::closedStep).toList());
    }

    /** How long users are started, not counting the time the last of them take to finish. */
    public Duration length() {
        return Step.length(steps);
    }

    /** How many users arrive in all; empty in a closed model, where the target's speed decides. */
    public OptionalLong plannedUsers() {
        return arrivals().map(users -> OptionalLong.of(count(users))).orElse(OptionalLong.empty());
    }

    /** Not the sum of rates: the engine starts no part of a user. */
    private static long count(Iterator<Long> users) {
        var count = 0L;
        for (; users.hasNext(); users.next()) {
            count++;
        }
        return count;
    }

    /**
     * When each user is to arrive, in order, in milliseconds since the beginning, as the engine itself spaces them;
     * empty in a closed model.
     */
    public Optional<Iterator<Long>> arrivals() {
        if (!open) {
            return Optional.empty();
        }
        Iterator<FiniteDuration> times = Collections.emptyIterator();
        var chain = CollectionConverters.asScala(times);
        for (int i = steps.size() - 1; i >= 0; i--) {
            chain = openStep(steps.get(i)).asScala().chain(chain);
        }
        var planned = CollectionConverters.asJava(chain);
        return Optional.of(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return planned.hasNext();
            }

            @Override
            public Long next() {
                return planned.next().toMillis();
            }
        });
    }

    /** The most users that arrive within any one minute; in a closed model, that begin anew. */
    public double busiestMinute() {
        if (!open) {
            var users = steps.stream().mapToDouble(step -> Math.max(step.from(), step.to()));
            return users.max().orElse(0)
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
        for (var step : steps) {
            arrived += step.arrivals(second - begin);
            begin += step.length().toSeconds();
        }
        return arrived;
    }

    /** The same with so much less of everybody, from 0 (exclusive) to 1. */
    public Profile scaled(double share) {
        var fewer = steps.stream()
                .map(step -> new Step(step.kind(), step.from() * share, step.to() * share, step.length()))
                .toList();
        var part = new ArrayList<>(sentences);
        part.set(0, Math.round(100 * share) + " % of: " + part.get(0));
        return new Profile(name, open, part, fewer, every, targets, slowsDown, gatesLatency);
    }

    /** In words, for the plan. */
    public String describe() {
        var users = plannedUsers().isPresent() ? plannedUsers().getAsLong() + " users" : "closed model";
        var shared = targets.map(number -> ", " + number + " targets in all").orElse("");
        var pace = every.map(time -> ", each beginning anew every "
                        + BigDecimal.valueOf(time.toMillis(), 3)
                                .stripTrailingZeros()
                                .toPlainString() + " s")
                .orElse("");
        return String.join(", then ", sentences) + " (" + users + shared + pace + ")";
    }

    static OpenInjectionStep openStep(Step step) {
        return switch (step.kind()) {
            case AT_ONCE -> atOnceUsers((int) Math.max(1, Math.round(step.from())));
            case HOLD -> constantUsersPerSec(step.to()).during(step.length());
            case RAMP -> rampUsersPerSec(step.from()).to(step.to()).during(step.length());
        };
    }

    private static ClosedInjectionStep closedStep(Step step) {
        return switch (step.kind()) {
            case RAMP ->
                rampConcurrentUsers((int) step.from()).to((int) step.to()).during(step.length());
            default -> constantConcurrentUsers((int) step.to()).during(step.length());
        };
    }
}
