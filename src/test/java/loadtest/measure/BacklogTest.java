package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long BEGIN = 1_893_585_600_000L;
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private long now = BEGIN;

    /** Ten senders under the defaults: 600 of 10,000 go out in the first minute, the rest waits. */
    @Test
    void itIsWhatWaitsOverTheThrottle() {
        var backlog = new Backlog(new Throttle(600, 100, 10_000), MINUTE);
        for (var batch = 0; batch < 100; batch++) {
            answer(backlog, batch, batch < 6 ? 100 : 0, batch < 6 ? 0 : 100);
            now += 60;
        }

        assertThat(backlog.seen(now).targets()).isEqualTo(9_400);
        assertThat(backlog.seen(now).batches()).isEqualTo(100);
        assertThat(backlog.seen(now).minutes()).isCloseTo(9_400 / 600.0, within(0.001));
    }

    @Test
    void aDispatcherThatIsFasterThanItsThrottleIsMeasuredByWhatItAccepts() {
        var backlog = new Backlog(new Throttle(600, 1_000, 10_000), MINUTE);
        answer(backlog, 0, 1_000, 0);
        answer(backlog, 1, 1_000, 0);
        answer(backlog, 2, 0, 1_000);

        assertThat(backlog.seen(now).minutes()).isCloseTo(0.5, within(0.001));
        now += 61_000; // what was accepted is out of the window
        assertThat(backlog.seen(now).minutes()).isCloseTo(1_000 / 600.0, within(0.001));
    }

    @Test
    void whatIsAcceptedLaterWaitsNoLonger() {
        var backlog = new Backlog(new Throttle(600, 100, 1_000), MINUTE);
        answer(backlog, 0, 0, 100);
        answer(backlog, 1, 0, 100);
        answer(backlog, 0, 100, 0);

        assertThat(backlog.seen(now).targets()).isEqualTo(100);
    }

    @Test
    void aBatchThatWasNotTakenWaitsForNothing() {
        var backlog = new Backlog(new Throttle(600, 100, 1_000), MINUTE);
        backlog.answered(now, new DispatcherAnswer("0", false, 0, 0, new StatusCounts(Map.of(), 0)));

        assertThat(backlog.seen(now)).isEqualTo(new Backlog.Waiting(0, 0, 0));
    }

    /** A batch a second, for each of which the throttle would have had time: it is not kept. */
    @Test
    void theThrottleCountsNoLongerWhereTheDispatcherStandsStill() {
        var backlog = new Backlog(new Throttle(6_000, 100, 1_000), MINUTE);
        for (var batch = 0; batch < 9; batch++) {
            answer(backlog, batch, 0, 100);
            now += 1_000;
        }
        assertThat(backlog.seen(now).minutes()).isCloseTo(900 / 6_000.0, within(0.001));

        answer(backlog, 9, 0, 100);

        assertThat(backlog.seen(now).minutes()).isEqualTo(1_000); // at fewer than one a minute
    }

    @Test
    void aDispatcherThatAcceptsAnybodyMoves() {
        var backlog = new Backlog(new Throttle(6_000, 100, 2_000), MINUTE);
        for (var batch = 0; batch < 20; batch++) {
            answer(backlog, batch, batch % 9 == 8 ? 1 : 0, batch % 9 == 8 ? 99 : 100);
            now += 1_000;
        }

        assertThat(backlog.seen(now).minutes()).isLessThan(1);
    }

    /** It works off its queue in order, so a new batch waits whole: that is no sign that it stands still. */
    @Test
    void aQueueThatGrowsFasterThanTheThrottleProvesNothing() {
        var backlog = new Backlog(new Throttle(6_000, 100, 10_000), MINUTE);
        answer(backlog, 0, 10, 90);
        for (var batch = 1; batch < 100; batch++) {
            now += 500;
            answer(backlog, batch, 0, 100);
        }

        assertThat(backlog.seen(now).minutes()).isCloseTo(9_990 / 6_000.0, within(0.001));
    }

    private void answer(Backlog backlog, int batch, long accepted, long throttled) {
        backlog.answered(
                now, new DispatcherAnswer("" + batch, true, accepted, throttled, new StatusCounts(Map.of(), 0)));
    }
}
