package loadtest.report.summary;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;

/** Encodes HdrHistograms as base64 of the compressed form (V2), which libraries in other languages read. */
public final class Histograms {
    private Histograms() {}

    /** A few hundred characters, more for times that vary widely. */
    public static String encode(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
