package loadtest.standin.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import loadtest.settings.DataFile;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final int MANY = 100_000;

    /** Drawn in milliseconds, sorted. */
    private static double[] drawn(String latency) {
        var distribution = Latency.read(DataFile.parse(latency, "plan"));
        var random = new Random(1);
        return LongStream.generate(() -> distribution.draw(random))
                .limit(MANY)
                .mapToDouble(nanos -> nanos / 1e6)
                .sorted()
                .toArray();
    }

    @Test
    void constantIsAlwaysTheSame() {
        assertThat(drawn("constant = 20 ms")).containsOnly(20);
        assertThat(drawn("constant = 0 ms")).containsOnly(0);
    }

    @Test
    void uniformFillsItsRange() {
        var drawn = drawn("uniform = [10 ms, 30 ms]");
        assertThat(drawn[0]).isBetween(10.0, 10.1);
        assertThat(drawn[MANY / 2]).isCloseTo(20, within(0.2));
        assertThat(drawn[MANY - 1]).isBetween(29.9, 30.0);
    }

    @Test
    void lognormalHasItsMedianAndSpread() {
        var bySigma = drawn("lognormal { median = 100 ms, sigma = 0.5 }");
        assertThat(bySigma[MANY / 2]).isCloseTo(100, within(1.0));
        assertThat(bySigma[MANY * 99 / 100]).isCloseTo(100 * Math.exp(0.5 * 2.3263479), within(6.0));

        var byPercentiles = drawn("lognormal { p50 = 100 ms, p95 = 300 ms }");
        assertThat(byPercentiles[MANY / 2]).isCloseTo(100, within(1.5));
        assertThat(byPercentiles[MANY * 95 / 100]).isCloseTo(300, within(6.0));
    }

    @Test
    void noAnswerIsHeldBackForever() {
        var drawn = drawn("lognormal { median = 1 minute, sigma = 5 }");
        assertThat(drawn[MANY - 1]).isEqualTo(Latency.LONGEST.toMillis());
    }

    @Test
    void measuredValuesComeAsOftenAsTheirWeightsSay() {
        assertThat(drawn("values = [1 ms, 2 ms, 4 ms]")).containsOnly(1, 2, 4);
        var drawn = drawn("values = [1 ms, 2 ms, 4 ms], weights = [90, 9.5, 0.5]");
        assertThat(LongStream.range(0, MANY).filter(i -> drawn[(int) i] == 2).count())
                .isBetween(9_200L, 9_800L);
        assertThat(LongStream.range(0, MANY).filter(i -> drawn[(int) i] == 4).count())
                .isBetween(420L, 580L);
    }
}
