package loadtest.standin.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivePlanTest {
    private static final String HERE = "POST /redeem";
    private final AtomicLong now = new AtomicLong();

    private ActivePlan active(String plan) {
        return new ActivePlan(FaultPlan.parse(plan, "plan"), now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static boolean fails(RequestFaults faults) {
        return faults.effect(Effect.Status.class).isPresent();
    }

    /** Which of the next so many requests are struck, from 1. */
    private static List<Integer> struck(ActivePlan plan, int requests) {
        return IntStream.rangeClosed(1, requests)
                .filter(i -> fails(plan.faultsOf(HERE)))
                .boxed()
                .toList();
    }

    @Test
    void aFaultHasItsPlaceAndItsTime() {
        var plan = active("faults.x { endpoints = \"POST /redeem\", status = 500, from = 10 s, for = 5 s }");
        assertThat(fails(plan.faultsOf(HERE))).isFalse();
        pass(Duration.ofSeconds(10));
        assertThat(fails(plan.faultsOf(HERE))).isTrue();
        assertThat(fails(plan.faultsOf("POST /campaigns"))).isFalse();
        pass(Duration.ofSeconds(5));
        assertThat(fails(plan.faultsOf(HERE))).isFalse();
        assertThat(plan.standings())
                .extracting(ActivePlan.Standing::seen, ActivePlan.Standing::struck)
                .containsExactly(tuple(1, 1));
    }

    @Test
    void theClockCanStartWithTheFirstRequestToThatPlace() {
        var plan = active("""
                clock = first-request
                faults.x { endpoints = "POST /redeem", status = 500, from = 10 s }""");
        pass(Duration.ofSeconds(60));
        plan.faultsOf("POST /campaigns");
        assertThat(fails(plan.faultsOf(HERE))).isFalse();
        pass(Duration.ofSeconds(10));
        assertThat(fails(plan.faultsOf(HERE))).isTrue();
    }

    @Test
    void strikesAreCountedOrDrawn() {
        assertThat(struck(active("faults.x { endpoints = \"*\", status = 500, every = 3 }"), 10))
                .containsExactly(3, 6, 9);
        assertThat(struck(active("faults.x { endpoints = \"*\", status = 500, at-most = 2 }"), 10))
                .containsExactly(1, 2);
        assertThat(struck(active("faults.x { endpoints = \"*\", status = 500, share = 0 % }"), 100))
                .isEmpty();
        assertThat(struck(active("seed = 1, faults.x { endpoints = \"*\", status = 500, share = 10 % }"), 10_000))
                .hasSizeBetween(900, 1_100);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        var one = "faults.x { endpoints = \"*\", status = 500, share = 30 %, latency { uniform = [1 ms, 9 ms] } }";
        var more = one + "\nfaults.a { endpoints = \"*\", latency { uniform = [0 ms, 0 ms] } }";
        var first = active("seed = 5\n" + one);
        var second = active("seed = 5\n" + more);
        var other = active("seed = 6\n" + one);

        assertThat(struck(first, 50)).isEqualTo(struck(second, 50)).isNotEqualTo(struck(other, 50));
        assertThat(second.delays(HERE)).containsAll(first.delays(HERE));
    }

    @Test
    void theSameSeedDrawsTheSameHoweverManyAskAtOnce() {
        var plan = "seed = 5, faults.x { endpoints = \"*\", share = 50 %, latency { uniform = [1 ms, 9 ms] } }";
        var alone = active(plan);
        var crowded = active(plan);
        IntStream.range(0, 5_000).forEach(i -> alone.faultsOf(HERE));
        IntStream.range(0, 5_000).parallel().forEach(i -> crowded.faultsOf(HERE));

        assertThat(crowded.delays(HERE)).containsExactlyInAnyOrderElementsOf(alone.delays(HERE));
        assertThat(crowded.delayed(HERE)).isEqualTo(alone.delays(HERE).size());
    }

    @Test
    void delaysAddUpAndAreKept() {
        var plan = active("""
                faults.a { endpoints = "POST /redeem", latency { constant = 3 ms } }
                faults.b { endpoints = "*", latency { constant = 4 ms } }
                """);
        assertThat(plan.faultsOf(HERE).delayNanos()).isEqualTo(7_000_000);
        assertThat(plan.delays(HERE)).containsExactly(7_000_000L);
        assertThat(plan.delays("POST /campaigns")).isEmpty();
    }

    @Test
    void aShareOfMessagesIsKeptToTheMessage() {
        var faults = active("faults.x { waba-429 = 5 % }").faultsOf("POST /campaigns");
        var refused = IntStream.range(0, 40).map(i -> faults.refusedByWaba(7)).sum();
        assertThat(refused).isEqualTo(14);
        assertThat(faults.refusedByWaba(20)).isEqualTo(1);
        assertThat(RequestFaults.NONE.refusedByWaba(20)).isZero();
    }

    @Test
    void aFreezeEnds() {
        var plan = active("faults.x { freeze = true, from = 1 s, for = 2 s }");
        assertThat(plan.frozenNanos()).isZero();
        pass(Duration.ofMillis(1_500));
        assertThat(plan.frozenNanos()).isEqualTo(1_500_000_000);
        pass(Duration.ofMillis(1_500));
        assertThat(plan.frozenNanos()).isZero();
    }
}
