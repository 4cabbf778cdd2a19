package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long NOON = 1_893_585_600_000L; // 2030-01-02T12:00:00Z

    private final TimelineRecorder recorder = new TimelineRecorder();

    @Test
    void isNothingWhereNothingHappened() {
        assertThat(recorder.timeline()).isNull();
    }

    @Test
    void aRequestBelongsToTheSecondInWhichItEnded() {
        recorder.sample(sample("GET /x", NOON + 100, 50, true, Optional.of(200)));
        recorder.sample(sample("GET /y", NOON + 900, 2200, false, Optional.of(503)));
        recorder.sample(sample("GET /x", NOON + 3900, 99, false, Optional.empty()));
        var timeline = recorder.timeline();

        assertThat(timeline.start()).isEqualTo("2030-01-02T12:00:00Z".replace("01-02", "01-02"));
        assertThat(timeline.secondsPerPoint()).isEqualTo(1);
        assertThat(timeline.requests()).containsExactly(1L, 0L, 0L, 2L);
        assertThat(timeline.failed()).containsExactly(0L, 0L, 0L, 2L);
        assertThat(timeline.p50().get(0)).isEqualTo(50);
        assertThat(timeline.p95().subList(1, 3)).containsExactly(null, null);
        assertThat(timeline.p99().get(3)).isBetween(2200L, 2222L);
        assertThat(timeline.classes())
                .hasSize(3)
                .containsEntry("2xx", List.of(1L, 0L, 0L, 0L))
                .containsEntry("5xx", List.of(0L, 0L, 0L, 1L))
                .containsEntry("none", List.of(0L, 0L, 0L, 1L));
        assertThat(timeline.byRequest().get(0).name()).isEqualTo("GET /x");
        assertThat(timeline.byRequest().get(0).requests()).containsExactly(1L, 0L, 0L, 1L);
        assertThat(timeline.byRequest().get(0).failed()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(timeline.byRequest().get(1).p95().get(0)).isNull();
    }

    @Test
    void everyResponseTimeIsInOneRangeOfTheHeatMap() {
        for (int second = 0; second < 200; second++) {
            recorder.sample(sample("GET /x", NOON + 1000L * second, second < 100 ? 11 : 640, true, Optional.of(200)));
            recorder.sample(sample("GET /y", NOON + 1000L * second, 49, second % 2 == 0, Optional.of(200)));
        }
        var heat = recorder.timeline().heat();

        assertThat(heat.secondsPerColumn()).isEqualTo(3);
        assertThat(heat.upTo()).containsExactly(20L, 30L, 50L, 70L, 100L, 200L, 300L, 500L, 700L);
        assertThat(heat.counts()).hasSize(67).allSatisfy(column -> assertThat(column)
                .hasSize(9));
        assertThat(heat.counts().get(0)).containsExactly(3L, 0L, 3L, 0L, 0L, 0L, 0L, 0L, 0L);
        assertThat(heat.counts().get(66)).containsExactly(0L, 0L, 2L, 0L, 0L, 0L, 0L, 0L, 2L);
    }

    @Test
    void theHeatMapOfALongRunIsNoWider() {
        recorder.sample(sample("GET /x", NOON, 1, true, Optional.of(200)));
        recorder.sample(sample("GET /x", NOON + 36_000_000, 3_600_000, true, Optional.of(200)));
        var heat = recorder.timeline().heat();

        assertThat(heat.counts()).hasSizeBetween(45, HeatMap.MOST_COLUMNS);
        assertThat(heat.upTo()).startsWith(1L).endsWith(70_000L);
        assertThat(heat.counts().stream()
                        .flatMap(List::stream)
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void usersAreAtWorkUntilTheyEnd() {
        recorder.user(true, NOON);
        recorder.user(true, NOON + 1100);
        recorder.user(false, NOON + 1200);
        recorder.user(true, NOON + 1300);
        recorder.user(false, NOON + 4000);
        var timeline = recorder.timeline();

        assertThat(timeline.usersStarted()).containsExactly(1L, 2L, 0L, 0L, 0L);
        assertThat(timeline.usersActive()).containsExactly(1L, 2L, 2L, 2L, 2L);
    }

    @Test
    void aLongRunHasWiderPointsAndNoFewerSamples() {
        var random = new Random(7);
        var hour = 3700; // and a bit
        for (int second = 0; second < hour; second++) {
            recorder.user(true, NOON + 1000L * second);
            for (int n = 0; n < 3; n++) {
                var millis = 1 + random.nextInt(900);
                var name = n == 0 ? "GET /x" : "GET /y";
                recorder.sample(
                        sample(name, NOON + 1000L * second + 99 - millis % 99, millis, n > 0, Optional.of(200)));
            }
        }
        var timeline = recorder.timeline();

        assertThat(timeline.secondsPerPoint()).isEqualTo(8);
        assertThat(timeline.requests()).hasSizeBetween(450, TimelineRecorder.MOST_POINTS);
        assertThat(sum(timeline.requests())).isEqualTo(3L * hour);
        assertThat(sum(timeline.failed())).isEqualTo(hour);
        assertThat(sum(timeline.usersStarted())).isEqualTo(hour);
        assertThat(sum(timeline.classes().get("2xx"))).isEqualTo(3L * hour);
        assertThat(timeline.byRequest()).allSatisfy(request -> {
            assertThat(request.requests()).hasSameSizeAs(timeline.requests());
            assertThat(request.p95()).doesNotContainNull().allMatch(p95 -> p95 > 300 && p95 < 910);
        });
        assertThat(sum(timeline.byRequest().get(0).requests())).isEqualTo(hour);
        assertThat(timeline.requests().subList(0, 400)).allMatch(count -> count >= 20 && count <= 28);
        assertThat(timeline.usersActive().get(0)).isEqualTo(8);
    }

    @Test
    void mergedPointsHoldBothTheirNeighboursTimes() {
        for (int second = 0; second < TimelineRecorder.MOST_POINTS; second++) {
            recorder.sample(
                    sample("GET /x", NOON + 1000L * second, second % 2 == 0 ? 10 : 200, true, Optional.of(200)));
        }
        recorder.user(true, NOON + 1000L * TimelineRecorder.MOST_POINTS);
        var timeline = recorder.timeline();

        assertThat(timeline.secondsPerPoint()).isEqualTo(2);
        assertThat(timeline.requests()).hasSize(TimelineRecorder.MOST_POINTS / 2 + 1);
        assertThat(timeline.requests().subList(0, TimelineRecorder.MOST_POINTS / 2))
                .containsOnly(2L);
        assertThat(timeline.p50().subList(0, TimelineRecorder.MOST_POINTS / 2)).containsOnly(10L);
        assertThat(timeline.p95().subList(0, TimelineRecorder.MOST_POINTS / 2)).allMatch(p95 -> p95 >= 200);
    }

    @Test
    void aClockThatIsSetBackOrFarForwardLosesNothing() {
        recorder.sample(sample("GET /x", NOON, 10, true, Optional.of(200)));
        recorder.sample(sample("GET /x", NOON - 3_600_000, 10, true, Optional.of(200)));
        recorder.sample(sample("GET /x", NOON + 86_400_000L, 10, true, Optional.of(200)));

        assertThat(sum(recorder.timeline().requests())).isEqualTo(3);
        assertThat(recorder.timeline().requests().get(0)).isEqualTo(2);
    }

    private static long sum(List<Long> column) {
        return column.stream().mapToLong(Long::longValue).sum();
    }

    private static Sample sample(String name, long start, int millis, boolean ok, Optional<Integer> code) {
        return new Sample(Samples.SCENARIO, "", name, start, millis, ok, code, Optional.empty());
    }
}
