package loadtest.standin.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What Postgres notes of its own state, in {@code global/pg_control}: a data directory says there how it was left. */
final class ControlFile {
    /** After the system's id (8 bytes), the file's version and the catalogue's (4 bytes each). */
    private static final int STATE_AT = 16;

    /** {@code DB_SHUTDOWNED} of {@code catalog/pg_control.h}. */
    private static final int SHUT_DOWN = 1;

    private final Path file;

    ControlFile(Path data) {
        file = data.resolve("global").resolve("pg_control");
    }

    /** Whether the last server stopped in order: nothing has to be recovered. */
    boolean isShutDown() throws IOException {
        var state = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        try (var control = FileChannel.open(file)) {
            return control.read(state, STATE_AT) == Integer.BYTES && state.getInt(0) == SHUT_DOWN;
        }
    }
}
