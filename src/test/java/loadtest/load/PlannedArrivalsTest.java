package loadtest.load;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.controller.inject.open.OpenInjectionSupport;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scala.collection.Iterator;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;

class PlannedArrivalsTest {
    private static final Iterator<FiniteDuration> NOTHING = scala.collection.Iterator$.MODULE$.empty();

    /** What an upgrade of the engine asks of a step beside this, {@link PlannedArrivals} has to learn. */
    @Test
    void theEngineAsksNothingElseOfAStep() {
        var asked = Stream.of(OpenInjectionStep.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .collect(toSet());

        assertThat(asked)
                .as("methods of the engine's OpenInjectionStep")
                .containsExactlyInAnyOrder(
                        "chain", "users", "duration", "productArity", "productElement", "canEqual", "equals");
    }

    @Test
    void theEngineTakesThemForAnOpenModel() {
        var steps = CollectionConverters.<OpenInjectionStep>asScala(List.of(arrivals(Optional.empty())))
                .toSeq();

        var profile = OpenInjectionSupport.OpenInjectionProfileFactory().profile(steps);

        assertThat(profile.totalUserCount().get()).isEqualTo(3L);
    }

    @Test
    void usersArriveAtTheirTimes() {
        assertThat(millis(arrivals(Optional.empty()), NOTHING)).containsExactly(0L, 333L, 700L);
    }

    @Test
    void whatFollowsComesAfterItsLength() {
        var next = io.gatling.javaapi.core.CoreDsl.atOnceUsers(2).asScala().chain(NOTHING);

        assertThat(millis(arrivals(Optional.empty()), next)).containsExactly(0L, 333L, 700L, 1_000L, 1_000L);
    }

    @Test
    void theyWaitForTheirBeginning() {
        var ahead = millis(arrivals(Optional.of(Instant.now().plusSeconds(3_600))), NOTHING);

        assertThat(ahead.get(0)).isBetween(3_000_000L, 3_600_000L);
        assertThat(ahead).containsExactly(ahead.get(0), ahead.get(0) + 333, ahead.get(0) + 700);
    }

    /** A late load is the planned one, only later. */
    @Test
    void noneIsSkippedWhereTheBeginningIsGone() {
        assertThat(millis(arrivals(Optional.of(Instant.now().minusSeconds(60))), NOTHING))
                .containsExactly(0L, 333L, 700L);
    }

    private static PlannedArrivals arrivals(Optional<Instant> beginning) {
        return new PlannedArrivals(3, () -> List.of(0L, 333L, 700L).iterator(), Duration.ofSeconds(1), beginning);
    }

    private static List<Long> millis(PlannedArrivals arrivals, Iterator<FiniteDuration> next) {
        var times = new ArrayList<Long>();
        CollectionConverters.asJava(arrivals.chain(next)).forEachRemaining(time -> times.add(time.toMillis()));
        return times;
    }
}
