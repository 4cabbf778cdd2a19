package loadtest.report.summary;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Encodes HdrHistograms as base64 of the compressed form (V2), which libraries in other languages read. */
public final class Histograms {
    /** Points of a curve for each tenth of the distance to 100 %. */
    public static final int CURVE_STEPS = 8;

    private Histograms() {}

    /** A few hundred characters, more for times that vary widely. */
    public static String encode(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /**
     * The response times, in milliseconds, of percentiles that come nearer and nearer to 100: entry {@code i} is that of
     * {@code 100 - 100 / 10^(i / CURVE_STEPS)}, so that 0, 90, 99 and 99.9 are equally far apart. It ends with the longest.
     *
     * @param encoded as {@link #encode} leaves it; of any other text the curve is empty
     */
    public static List<Long> curve(String encoded) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
            var histogram = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
            var steps = histogram.getTotalCount() == 0
                    ? 0
                    : 1 + (int) Math.ceil(CURVE_STEPS * Math.log10(histogram.getTotalCount()));
            return IntStream.range(0, steps)
                    .mapToObj(i -> histogram.getValueAtPercentile(100 - 100 / Math.pow(10, (double) i / CURVE_STEPS)))
                    .toList();
        } catch (DataFormatException | RuntimeException e) {
            return List.of();
        }
    }
}
