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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import loadtest.settings.Share;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;

/** The steps by which users are started, in an open or in a closed model. */
final class Injection {
    private final boolean open;
    private final List<String> sentences;
    private final List<Step> steps;
    private final Optional<Arrivals> arrivals;

    /** @param sentences the steps as they are written in the scenario's file */
    Injection(boolean open, List<String> sentences, List<Step> steps) {
        this.open = open;
        this.sentences = List.copyOf(sentences);
        this.steps = List.copyOf(steps);
        this.arrivals = open ? Optional.of(new Arrivals(() -> schedule(this.steps))) : Optional.empty();
    }

    boolean open() {
        return open;
    }

    List<String> sentences() {
        return sentences;
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * The population of one machine of several.
     *
     * @param beginning when the load of an open model begins; where it is empty, as soon as the engine starts it
     */
    PopulationBuilder inject(ScenarioBuilder scenario, Share share, Optional<Instant> beginning) {
        if (!open) {
            return scenario.injectClosed(
                    steps.stream().map(step -> closedStep(step, share)).toList());
        }
        return share.isAll() && beginning.isEmpty()
                ? scenario.injectOpen(steps.stream().map(Injection::openStep).toList())
                : new PlannedArrivals(
                                share.count(users()),
                                () -> arrivals.orElseThrow().times(share),
                                length(),
                                beginning)
                        .inject(scenario);
    }

    Duration length() {
        return Step.length(steps);
    }

    /** Those who arrive in an open model; in a closed one the most at any time. */
    long users() {
        return arrivals.map(Arrivals::count).orElseGet(() -> (long) Step.most(steps));
    }

    /** Those of one machine of several; empty in a closed model. */
    Optional<Iterator<Long>> arrivals(Share share) {
        return arrivals.map(planned -> planned.times(share));
    }

    /**
     * When the engine starts the first user of one machine in a closed model, since the beginning: it starts such users once
     * a second, as many as there are to be at that second's end. Empty where it starts nobody.
     */
    Optional<Duration> firstStart(Share share) {
        var before = 0L;
        for (var step : steps) {
            var level = closedStep(step, share).asScala();
            var first = LongStream.rangeClosed(1, step.length().toSeconds())
                    .filter(second -> level.valueAt(new FiniteDuration(second, TimeUnit.SECONDS)) > 0)
                    .findFirst();
            if (first.isPresent()) {
                return Optional.of(Duration.ofSeconds(before + first.getAsLong() - 1));
            }
            before += step.length().toSeconds();
        }
        return Optional.empty();
    }

    /** The arrival rate or the number of concurrent users multiplied by a factor in (0, 1]. */
    Injection scaled(double factor) {
        var part = new ArrayList<>(sentences);
        part.set(0, Math.round(100 * factor) + " % of: " + part.get(0));
        return new Injection(
                open,
                part,
                steps.stream()
                        .map(step -> new Step(step.kind(), step.from() * factor, step.to() * factor, step.length()))
                        .toList());
    }

    /** So many steps of a climb, from its lowest on. */
    Injection firstSteps(int number) {
        var said = sentences.get(0) + ", its first " + number + " steps alone";
        return new Injection(open, List.of(said), steps.subList(0, number));
    }

    /** The same within another time, each step in proportion. */
    Injection lasting(Duration time) {
        var times = (double) time.toSeconds() / length().toSeconds();
        var others = steps.stream().map(step -> step.lasting(times)).toList();
        var said = IntStream.range(0, steps.size())
                .mapToObj(i -> others.get(i).length().isZero()
                        ? sentences.get(i)
                        : sentences
                                .get(i)
                                .replaceFirst(
                                        " for .+",
                                        " for " + others.get(i).length().toSeconds() + " s"))
                .toList();
        return new Injection(open, said, others);
    }

    /** As the engine itself spaces them, in milliseconds. */
    private static Iterator<Long> schedule(List<Step> steps) {
        Iterator<FiniteDuration> times = Collections.emptyIterator();
        var chain = CollectionConverters.asScala(times);
        for (int i = steps.size() - 1; i >= 0; i--) {
            chain = openStep(steps.get(i)).asScala().chain(chain);
        }
        var planned = CollectionConverters.asJava(chain);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return planned.hasNext();
            }

            @Override
            public Long next() {
                return planned.next().toMillis();
            }
        };
    }

    static OpenInjectionStep openStep(Step step) {
        return switch (step.kind()) {
            case AT_ONCE -> atOnceUsers((int) Math.max(1, Math.round(step.from())));
            case HOLD -> constantUsersPerSec(step.to()).during(step.length());
            case RAMP -> rampUsersPerSec(step.from()).to(step.to()).during(step.length());
        };
    }

    /** Where a step ends, the users of all machines are exactly those of the step. */
    static ClosedInjectionStep closedStep(Step step, Share share) {
        var from = (int) share.count((long) step.from());
        var to = (int) share.count((long) step.to());
        return switch (step.kind()) {
            case RAMP -> rampConcurrentUsers(from).to(to).during(step.length());
            default -> constantConcurrentUsers(to).during(step.length());
        };
    }
}
