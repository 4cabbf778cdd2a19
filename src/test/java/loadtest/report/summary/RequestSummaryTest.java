package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import loadtest.measure.RequestKey;
import loadtest.measure.ResponseTimes;
import loadtest.measure.Stats;
import loadtest.settings.BadInput;
import loadtest.testing.SummaryFile;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RequestSummaryTest {

    @Test
    void histogramsOfSeveralMachinesAddUpExactly() {
        var one = histogram(1, 40_000, 3);
        var other = histogram(7, 9_000, 5);
        var both = histogram(1, 40_000, 3);
        both.add(other);

        var merged = SummaryFile.histogram(summary(one).histogram());
        merged.add(SummaryFile.histogram(summary(other).histogram()));

        assertThat(merged).isEqualTo(both);
        assertThat(merged.getTotalCount()).isEqualTo(one.getTotalCount() + other.getTotalCount());
        for (var percentile : new double[] {0, 50, 95, 99, 99.9, 100}) {
            assertThat(merged.getValueAtPercentile(percentile)).isEqualTo(both.getValueAtPercentile(percentile));
        }
    }

    @Test
    void anEmptyHistogramComesBackToo() {
        assertThat(SummaryFile.histogram(Histograms.encode(new Histogram(1, 3_600_000, 3)))
                        .getTotalCount())
                .isZero();
    }

    @Test
    void whatIsNoHistogramIsSaidInOneLine() {
        for (var text : new String[] {"", "no base64!", "AAAA", "x".repeat(400)}) {
            assertThatThrownBy(() -> SummaryFile.histogram(text))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("no compressed HdrHistogram")
                    .message()
                    .hasSizeLessThan(200);
        }
    }

    @Test
    void classesAddUpToTheCount() {
        var histogram = histogram(1, 10, 1);
        var codes = Map.of(200, 4L, 204, 1L, 429, 2L, 503, 1L);
        var summary = RequestSummary.of(
                new Stats(
                        new RequestKey("station_redeem_peak", "GET /x"),
                        times(histogram),
                        none(),
                        Stats.Sent.ONCE,
                        10,
                        codes,
                        Map.of()),
                5);

        assertThat(summary.classes()).isEqualTo(Map.of("2xx", 5L, "4xx", 2L, "5xx", 1L, "none", 2L));
        assertThat(summary.rate()).isEqualTo(2);
        assertThat(summary.okOnly()).isNull();
    }

    private static RequestSummary summary(Histogram histogram) {
        var times = times(histogram);
        return RequestSummary.of(
                new Stats(
                        new RequestKey("station_redeem_peak", "GET /x"),
                        times,
                        times,
                        Stats.Sent.ONCE,
                        0,
                        Map.of(),
                        Map.of()),
                1);
    }

    private static ResponseTimes times(Histogram histogram) {
        return new ResponseTimes(
                histogram.getTotalCount(),
                histogram.getMinValue(),
                histogram.getMean(),
                histogram.getMaxValue(),
                histogram);
    }

    private static ResponseTimes none() {
        return new ResponseTimes(0, 0, 0, 0, new Histogram(1, 3_600_000, 3));
    }

    private static Histogram histogram(int from, int to, int step) {
        var histogram = new Histogram(1, 3_600_000, 3);
        for (int millis = from; millis <= to; millis += step) {
            histogram.recordValue(millis);
        }
        return histogram;
    }
}
