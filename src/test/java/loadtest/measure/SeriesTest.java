package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {

    /** For any values and any length, each point holds exactly the sum and the maximum of its own units. */
    @ParameterizedTest
    @CsvSource({"2, 100, 1", "4, 4, 2", "4, 5, 3", "10, 7, 4", "10, 10000, 5", "900, 899, 6", "900, 7201, 7"})
    void mergingKeepsSumsAndMaxima(int most, int units, long seed) {
        var random = new Random(seed);
        var series = new Series(most);
        var sums = series.longs(Long::sum);
        var maxima = series.longs(Math::max);
        var texts = series.values((List<Long> a, List<Long> b) -> joined(a, b));
        var all = new long[units];
        var seen = new ArrayList<Integer>();
        for (int unit = 0; unit < units; unit += 1 + random.nextInt(3)) {
            seen.add(unit);
        }
        for (var unit : seen) {
            var value = random.nextInt(1_000);
            all[unit] += value;
            sums[series.point(unit)] += value;
            maxima[series.point(unit)] = Math.max(maxima[series.point(unit)], value);
            texts.add(unit, List.of((long) unit));
            assertThat(series.length()).isLessThanOrEqualTo(most);
        }

        var width = series.unitsPerPoint();
        assertThat(Integer.bitCount(width)).isEqualTo(1);
        assertThat(series.length()).isEqualTo(seen.get(seen.size() - 1) / width + 1);
        for (int point = 0; point < most; point++) {
            var ownUnits = LongStream.range((long) point * width, (long) (point + 1) * width)
                    .filter(unit -> unit < units)
                    .map(unit -> all[(int) unit]);
            var own = ownUnits.toArray();
            assertThat(sums[point]).isEqualTo(LongStream.of(own).sum());
            assertThat(maxima[point]).isEqualTo(LongStream.of(own).max().orElse(0));
        }
        assertThat(texts.all()).hasSizeLessThanOrEqualTo(most).allSatisfy(covered -> assertThat(covered)
                .allMatch(unit -> unit / width == covered.get(0) / width));
        assertThat(texts.all().stream().flatMap(List::stream))
                .containsExactlyElementsOf(seen.stream().map(Integer::longValue).toList());
    }

    @Test
    void pairsNeedAnEvenNumber() {
        assertThatThrownBy(() -> new Series(3)).hasMessage("found 3 points, valid: an even number");
    }

    private static List<Long> joined(List<Long> a, List<Long> b) {
        var both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }
}
