package loadtest.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.DataFormatException;
import loadtest.report.summary.Summary;
import loadtest.settings.BadInput;
import loadtest.settings.WholeFile;
import org.HdrHistogram.Histogram;

/** Writes and reads {@code summary.json} and its histograms. The suite itself never reads a whole summary. */
public final class SummaryFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private SummaryFile() {}

    public static void write(Summary summary, Path file) throws IOException {
        WholeFile.write(file, summary.json());
    }

    /** @throws IOException if the file is missing or no summary of the present schema */
    public static Summary read(Path file) throws IOException {
        var tree = JSON.readTree(file.toFile());
        if (tree.path("schema").asInt() != Summary.SCHEMA) {
            throw new IOException(file + " has schema " + tree.path("schema"));
        }
        return JSON.treeToValue(tree, Summary.class);
    }

    /**
     * Decodes a histogram. Those of several machines add up exactly: {@code first.add(second)}.
     *
     * @throws BadInput in one line, if the text is no compressed HdrHistogram in base64
     */
    public static Histogram histogram(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException | RuntimeException e) {
            throw new BadInput("no compressed HdrHistogram in base64: " + text.substring(0, Math.min(20, text.length()))
                    + "...; give a summary that this suite has written");
        }
    }
}
