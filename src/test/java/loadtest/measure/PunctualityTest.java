package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PunctualityTest {

    @Test
    void nobodyIsLateWhoComesAHundredMillisecondsAfterThePlan() {
        assertThat(late(List.of(0L, 500L, 1000L), 7000, 7500, 8100)).isZero();
        assertThat(late(List.of(0L, 500L, 1000L), 7000, 7500, 8101)).isEqualTo(1);
    }

    @Test
    void theFirstMayBeLateToo() {
        // The second shows when the plan began.
        assertThat(late(List.of(0L, 500L, 1000L), 7300, 7500, 8000)).isEqualTo(1);
        assertThat(late(List.of(0L, 0L, 0L, 1000L), 7101, 7101, 7100, 8000)).isEqualTo(2);
    }

    @Test
    void severalStepsTowardsTheBeginningAddUp() {
        assertThat(late(List.of(0L, 0L, 0L, 0L), 160, 120, 80, 40)).isEqualTo(1);
        assertThat(late(List.of(0L, 0L, 0L, 0L), 160, 120, 80, 20)).isEqualTo(1);
        assertThat(late(List.of(0L, 0L, 0L, 0L), 160, 120, 80, 19)).isEqualTo(2);
    }

    @Test
    void anEngineThatFallsBehindIsLateEverAfter() {
        var plan = LongStream.range(0, 100).boxed().map(n -> 10 * n).toList();
        var seen = LongStream.range(0, 100).map(n -> n < 50 ? 10 * n : 10 * n + 400);

        assertThat(late(plan, seen.toArray())).isEqualTo(50);
    }

    @Test
    void whoWasNotPlannedIsNotJudged() {
        assertThat(late(List.of(0L), 100, 100_000)).isZero();
    }

    @Test
    void theLatestIsTold() {
        var punctuality = new Punctuality(List.of(0L, 500L, 1000L).iterator());
        LongStream.of(7300, 7500, 8020).forEach(punctuality::arrived);

        assertThat(punctuality.lateness()).isEqualTo(new Lateness(3, 1, 300));
    }

    private static long late(List<Long> plan, long... seen) {
        var punctuality = new Punctuality(plan.iterator());
        LongStream.of(seen).forEach(punctuality::arrived);
        return punctuality.lateness().late();
    }
}
