package loadtest.seed.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.seed.fixture.Row;

/** The rows of a stage in the text format of COPY, of which few are in memory at a time. */
final class CopyRows {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Stage stage;
    private final Iterator<Row> rows;

    CopyRows(Stage stage) {
        this.stage = stage;
        this.rows = stage.rows().rows().iterator();
    }

    /** The next rows; empty at the end. */
    byte[] next() {
        var chunk = new ByteArrayOutputStream(2 * CHUNK_BYTES);
        while (rows.hasNext() && chunk.size() < CHUNK_BYTES) {
            chunk.writeBytes(line(stage.values(rows.next())).getBytes(StandardCharsets.UTF_8));
        }
        return chunk.toByteArray();
    }

    static String line(Stream<String> values) {
        return values.map(CopyRows::field).collect(Collectors.joining("\t", "", "\n"));
    }

    private static String field(String value) {
        return value == null
                ? "\\N"
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
