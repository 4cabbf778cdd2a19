package loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void isTheSlopeAfterTheFirstQuarter() {
        var files = Growth.of("files", 1, "files", false);
        for (int second = 0; second <= 400; second += 5) {
            files.add(second, second < 100 ? second * 10 : 1_000 + second / 10.0);
        }

        assertThat(files.perHour()).isCloseTo(360, within(1.0));
    }

    @Test
    void ofAHeapTheLeastCounts() {
        var heap = Growth.of("heap", 1, "B", true);
        for (int second = 0; second < 1_000; second++) {
            heap.add(second, 50 + second % 10 * 30 + (second % 10 == 9 ? -300 : 0));
        }

        assertThat(heap.perHour()).isCloseTo(0, within(1e-6));
    }

    @Test
    void ofTooFewReadingsNothingIsKnown() {
        var files = Growth.of("files", 1, "files", false);
        var table = BenchmarkTable.of("What grows", "figure", "after a quarter", "at the end", "growth");
        files.addTo(table);

        assertThat(files.perHour()).isZero();
        assertThat(table.rows()).containsExactly(List.of("files", "unknown", "unknown", "unknown"));
    }
}
