package loadtest.load;

import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.controller.inject.open.OpenInjectionSupport;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Users who arrive at given times. The engine's own steps know rates, of which a part is rounded anew, and start with the
 * engine's next second. The engine does not offer this type for others to implement: {@code PlannedArrivalsTest} fails
 * where an upgrade changes what it asks of a step.
 *
 * @param users how many they are
 * @param times when they arrive, in order, in milliseconds since the beginning of the load
 * @param length how long users are started
 * @param beginning of the load; empty for the moment at which the engine starts it
 */
record PlannedArrivals(long users, Supplier<Iterator<Long>> times, Duration length, Optional<Instant> beginning)
        implements OpenInjectionStep {
    private static final long serialVersionUID = 1L;

    /** The scenario with these users. */
    PopulationBuilder inject(ScenarioBuilder scenario) {
        var steps =
                CollectionConverters.<OpenInjectionStep>asScala(List.of(this)).toSeq();
        return new PopulationBuilder(scenario.wrapped.inject(
                OpenInjectionSupport.OpenInjectionProfileFactory().profile(steps)));
    }

    @Override
    public FiniteDuration duration() {
        return millis(length.toMillis());
    }

    /** The engine asks for them when it starts this load. */
    @Override
    public scala.collection.Iterator<FiniteDuration> chain(scala.collection.Iterator<FiniteDuration> next) {
        var wait = beginning
                .map(time -> Math.max(0, time.toEpochMilli() - System.currentTimeMillis()))
                .orElse(0L);
        var own = CollectionConverters.asScala(times.get()).map(time -> millis(wait + time));
        return own.concat(() -> next.map(time -> time.$plus(duration())));
    }

    private static FiniteDuration millis(long number) {
        return new FiniteDuration(number, TimeUnit.MILLISECONDS);
    }

    @Override
    public int productArity() {
        return 0;
    }

    @Override
    public Object productElement(int n) {
        throw new IndexOutOfBoundsException(n);
    }

    @Override
    public boolean canEqual(Object that) {
        return that instanceof PlannedArrivals;
    }
}
