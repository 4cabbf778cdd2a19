package loadtest.report.summary;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import loadtest.settings.BadInput;
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

    /**
     * The histogram again. Those of several machines add up exactly: {@code first.add(second)}.
     *
     * @throws BadInput in one line, if the text is no such histogram
     */
    public static Histogram decode(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException | RuntimeException e) {
            throw new BadInput("no compressed HdrHistogram in base64: " + text.substring(0, Math.min(20, text.length()))
                    + "...; give a summary that this suite has written");
        }
    }
}
