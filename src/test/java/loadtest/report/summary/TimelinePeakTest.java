package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import loadtest.report.summary.TimelinePeak.Span;
import loadtest.testing.SampleFigures;
import loadtest.testing.SampleRuns;
import org.junit.jupiter.api.Test;

class TimelinePeakTest {

    @Test
    void isTheFirstOfTheHighest() {
        assertThat(TimelinePeak.of(Arrays.asList(null, 3L, 9L, null, 9L))).hasValue(2);
        assertThat(TimelinePeak.of(Arrays.asList(null, 0L))).isEmpty();
        assertThat(TimelinePeak.of(List.of())).isEmpty();
    }

    @Test
    void joinsSecondsOverTheLimitToStretches() {
        var column = Arrays.asList(5L, 9L, 5L, null, 5L, 1L, 5L);

        assertThat(TimelinePeak.over(column, 5, 1)).containsExactly(new Span(0, 3), new Span(4, 5), new Span(6, 7));
        assertThat(TimelinePeak.over(column, 5, 4))
                .containsExactly(new Span(0, 12), new Span(16, 20), new Span(24, 28));
        assertThat(TimelinePeak.over(column, 10, 1)).isEmpty();
    }

    @Test
    void saysWhenInUtcToo() {
        var timeline = SampleFigures.timeline(10, 8, second -> 0);

        assertThat(TimelinePeak.when(timeline, 9)).isEqualTo("01:12 (14:01:12 UTC)");
    }

    @Test
    void namesWhatTheServerShowedAtThatTime() {
        var blown = SampleRuns.blown();

        assertThat(TimelinePeak.server(
                        blown.observations().resources(), blown.observations().timeline(), 330))
                .matches("CPU (9\\d|100) %, \\d+ connections");
        assertThat(TimelinePeak.server(
                        blown.observations().resources(), blown.observations().timeline(), 100))
                .matches("CPU [34]\\d %, \\d+ connections");
    }

    @Test
    void isSilentWhereNoReadingIsNearOrSaysAnything() {
        var blown = SampleRuns.blown();
        var longer = SampleFigures.timeline(700, 1, second -> 0);

        assertThat(TimelinePeak.server(blown.observations().resources(), longer, 650))
                .isEmpty();
        assertThat(TimelinePeak.server(
                        blown.observations().resources(), blown.observations().timeline(), 0))
                .isEmpty(); // the first reading has no rates
        assertThat(TimelinePeak.server(null, blown.observations().timeline(), 330))
                .isEmpty();
    }
}
