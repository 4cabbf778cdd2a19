package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramsTest {

    @Test
    void aCurveComesNearerAndNearerToTheLongest() {
        var times = new Histogram(1, 60_000, 3);
        for (int millis = 1; millis <= 1000; millis++) {
            times.recordValue(millis);
        }
        var curve = Histograms.curve(Histograms.encode(times));

        assertThat(curve).hasSize(1 + 3 * Histograms.CURVE_STEPS).isSorted();
        assertThat(curve.get(0)).isEqualTo(1);
        assertThat(curve.get(Histograms.CURVE_STEPS)).isEqualTo(900);
        assertThat(curve.get(2 * Histograms.CURVE_STEPS)).isEqualTo(990);
        assertThat(curve.get(curve.size() - 1)).isBetween(999L, 1000L);
    }

    @Test
    void ofOneTimeOrNoneThereIsNoMore() {
        var times = new Histogram(1, 60_000, 3);
        assertThat(Histograms.curve(Histograms.encode(times))).isEmpty();

        times.recordValue(7);
        assertThat(Histograms.curve(Histograms.encode(times))).containsExactly(7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "HISTFAAAAB94nGNgYGBg", "no base64!"})
    void ofAnyOtherTextThereIsNone(String text) {
        assertThat(Histograms.curve(text)).isEmpty();
    }
}
