package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;

class ThroughputMeterTest {
    private static final long BEGIN = 1_893_585_600_000L;
    private static final String REDEEM = "POST /redeem";

    private final Recorder recorder = new Recorder();

    @Test
    void countsWhatSucceedsWithinTheWindowAndItsGrace() {
        var meter = meter(Duration.ofSeconds(10), Duration.ofMillis(500));
        arrive(BEGIN);
        sample(meter, REDEEM, 0, 9_999, true, 200);
        sample(meter, REDEEM, 0, 10_500, true, 201);
        sample(meter, REDEEM, 0, 10_501, true, 200); // while the load drains

        assertThat(meter.achieved()).isEqualTo(new Achieved(2, 10));
    }

    @Test
    void whatFailsOrAsksToWaitOrIsAnotherRequestIsNoSuccess() {
        var meter = meter(Duration.ofSeconds(10), Duration.ZERO);
        arrive(BEGIN);
        sample(meter, REDEEM, 0, 10, false, 503);
        sample(meter, REDEEM, 0, 10, false, 200); // a check did not hold
        sample(meter, REDEEM, 0, 10, true, 429);
        sample(meter, "POST /redeem (replay)", 0, 10, true, 200);

        assertThat(meter.achieved().answers()).isZero();
        assertThat(meter.achieved().perMinute()).isZero();
    }

    @Test
    void usersWhoWorkOffAListHaveAsLongAsItTakes() {
        var meter = meter(Duration.ZERO, Duration.ZERO);
        arrive(BEGIN);
        sample(meter, REDEEM, 100, 50, true, 202);
        sample(meter, REDEEM, 29_000, 1_000, true, 202);
        sample(meter, REDEEM, 40_000, 1_000, false, 503); // no answer that counts

        assertThat(meter.achieved()).isEqualTo(new Achieved(2, 30));
        assertThat(meter.achieved().perMinute()).isEqualTo(4);
    }

    @Test
    void theWindowBeginsWithThePlanAndNotWithTheFirstUser() {
        recorder.expect(
                Samples.SCENARIO,
                Optional.of(LongStream.of(2_000, 4_000, 6_000).boxed().iterator()));
        var meter = meter(Duration.ofSeconds(10), Duration.ZERO);
        assertThat(recorder.began(Samples.SCENARIO)).isEqualTo(OptionalLong.empty());

        recorder.user(Samples.SCENARIO, true, BEGIN + 2_000);
        recorder.user("warm-up", true, BEGIN - 60_000);

        assertThat(recorder.began(Samples.SCENARIO)).hasValue(BEGIN);
        sample(meter, REDEEM, 2_000, 8_001, true, 200);
        assertThat(meter.achieved().answers()).isZero();
    }

    /** 150 a minute at a target that answers at once, and at one that needs three seconds for a second's redeems. */
    @Test
    void aTargetThatKeepsUpLosesNothingAndOneThatDoesNotFallsBehind() {
        var quick = meter(Duration.ofMinutes(10), Duration.ofMillis(500));
        var slow = meter(Duration.ofMinutes(10), Duration.ofMillis(500));
        arrive(BEGIN);
        for (var user = 0; user < 1_500; user++) {
            sample(quick, REDEEM, user * 400, 499, true, 200);
            sample(slow, REDEEM, user * 400, user * 800, true, 200);
        }

        assertThat(quick.achieved().answers()).isEqualTo(1_500);
        assertThat(slow.achieved().answers()).isEqualTo(501);
    }

    private void arrive(long time) {
        recorder.expect(Samples.SCENARIO, Optional.of(List.of(0L).iterator()));
        recorder.user(Samples.SCENARIO, true, time);
    }

    /** Samples come under the recorder's lock; who held the meter's and waited for that one would wait for ever. */
    @Test
    void itDoesNotAskForTheBeginningUnderItsOwnLock() {
        var asked = new AtomicReference<ThroughputMeter>();
        var meter = new ThroughputMeter(new RequestKey(Samples.SCENARIO, REDEEM), Duration.ZERO, Duration.ZERO, () -> {
            assertThat(Thread.holdsLock(asked.get())).isFalse();
            return recorder.began(Samples.SCENARIO);
        });
        asked.set(meter);

        assertThat(meter.achieved()).isEqualTo(new Achieved(0, 0));
    }

    private ThroughputMeter meter(Duration window, Duration grace) {
        return new ThroughputMeter(
                new RequestKey(Samples.SCENARIO, REDEEM), window, grace, () -> recorder.began(Samples.SCENARIO));
    }

    private static void sample(ThroughputMeter meter, String name, long start, int millis, boolean ok, int code) {
        meter.sample(
                new Sample(Samples.SCENARIO, "", name, BEGIN + start, millis, ok, Optional.of(code), Optional.empty()));
    }
}
