package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    private static final long NOON = 1_900_000_000_000L;

    private final SlidingWindow window = new SlidingWindow(60);

    @Test
    void holdsNothingAtFirst() {
        assertThat(window.seen(NOON)).isEqualTo(new SlidingWindow.WindowStats(0, 0, 0));
    }

    @Test
    void forgetsWhatIsOlderThanItself() {
        window.add(NOON, true, 5_000);
        for (int second = 1; second <= 70; second++) {
            window.add(NOON + second * 1_000L, false, 100);
        }

        assertThat(window.seen(NOON + 70_000)).isEqualTo(new SlidingWindow.WindowStats(60, 0, 100));
        assertThat(window.seen(NOON + 80_999)).isEqualTo(new SlidingWindow.WindowStats(50, 0, 100));
        assertThat(window.seen(NOON + 200_000)).isEqualTo(new SlidingWindow.WindowStats(0, 0, 0));
    }

    @Test
    void keepsWhatIsExactlyAsOldAsItself() {
        window.add(NOON, true, 10);

        assertThat(window.seen(NOON + 59_999).bad()).isEqualTo(1);
        assertThat(window.seen(NOON + 60_000).bad()).isZero();
    }

    @Test
    void aSampleThatComesLateStillCounts() {
        window.add(NOON + 2_000, false, 10);
        window.add(NOON, true, 10);

        assertThat(window.seen(NOON + 2_000)).isEqualTo(new SlidingWindow.WindowStats(2, 1, 10));
    }

    @Test
    void tellsThe95thPercentileToTheMillisecond() {
        for (int millis = 1; millis <= 2_000; millis++) {
            window.add(NOON, false, millis);
        }

        assertThat(window.seen(NOON).p95()).isEqualTo(1_900);
    }

    @Test
    void countsThingsThatHaveNoTimes() {
        window.add(NOON, 500, 20);

        assertThat(window.seen(NOON)).isEqualTo(new SlidingWindow.WindowStats(500, 20, 0));
    }
}
