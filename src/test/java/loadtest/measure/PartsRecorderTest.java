package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;

class PartsRecorderTest {
    private static final long BEGIN = 1_893_585_600_000L;
    private static final RequestKey REDEEM = new RequestKey(Samples.SCENARIO, "POST /redeem");

    private OptionalLong began = OptionalLong.of(BEGIN);
    private final PartsRecorder parts =
            new PartsRecorder(Samples.SCENARIO, List.of(part(0, 10), part(12, 20)), () -> began);

    @Test
    void aSampleBelongsToThePartInWhichItWasSent() {
        sample(0, 15_000, true); // answered within the next part
        sample(9_999, 10, false);
        sample(10_000, 10, true); // between the two
        sample(12_000, 30, true);
        sample(20_000, 10, true); // after the last
        sample(-1, 10, true);

        assertThat(parts.seen(0).get(REDEEM)).satisfies(first -> {
            assertThat(first.count()).isEqualTo(2);
            assertThat(first.ko()).isEqualTo(1);
            assertThat(first.all().max()).isEqualTo(15_000);
        });
        assertThat(parts.seen(1).get(REDEEM).count()).isEqualTo(1);
        assertThat(parts.seen(1).get(REDEEM).percentile(95)).isEqualTo(30);
    }

    @Test
    void whatAnotherScenarioSendsDoesNotCount() {
        parts.sample(new Sample("warm-up", "", "POST /redeem", BEGIN, 10, true, Optional.of(200), Optional.empty()));

        assertThat(parts.seen(0)).isEmpty();
    }

    @Test
    void theFirstSampleIsOfTheFirstPartWhereTheBeginningIsNotKnownYet() {
        began = OptionalLong.empty();
        sample(3_000, 10, true);

        assertThat(parts.seen(0)).containsKey(REDEEM);
    }

    private static PartsRecorder.Part part(long from, long to) {
        return new PartsRecorder.Part(Duration.ofSeconds(from), Duration.ofSeconds(to));
    }

    private void sample(long at, int millis, boolean ok) {
        parts.sample(Samples.at(BEGIN + at, "POST /redeem", millis, ok ? 200 : 503));
    }
}
