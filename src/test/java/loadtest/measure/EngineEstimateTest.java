package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tdunning.math.stats.AVLTreeDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineEstimateTest {

    @Test
    void isNothingWithoutSamples() {
        assertThat(new EngineEstimate().p95()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 999, 1001, 5_000, 50_000})
    void isNearTheDigestThatIsToldOfEachSample(int samples) {
        var random = new Random(samples);
        var estimate = new EngineEstimate();
        var digest = new AVLTreeDigest(100);
        for (int i = 0; i < samples; i++) {
            var millis = (int) Math.round(Math.exp(5 + 0.5 * random.nextGaussian()));
            estimate.add(millis);
            digest.add(millis);
        }

        assertThat((double) estimate.p95()).isCloseTo(digest.quantile(0.95), within(0.02 * digest.quantile(0.95)));
    }

    @Test
    void isRightWhereResponseTimesAreAlike() {
        var estimate = new EngineEstimate();
        for (int i = 0; i < 100_000; i++) {
            estimate.add(i % 100 < 93 ? 1 : 30);
        }

        assertThat(estimate.p95()).isEqualTo(30);
    }

    @Test
    void ofSeveralTakesInAll() {
        var slow = new EngineEstimate();
        var all = new EngineEstimate();
        for (int i = 0; i < 10_000; i++) {
            slow.add(500);
            all.add(10);
        }
        all.add(slow);

        assertThat(all.p95()).isEqualTo(500);
    }
}
