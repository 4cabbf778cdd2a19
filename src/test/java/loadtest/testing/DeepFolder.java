package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that nobody can read, not even root: paths within it are longer than the operating system takes. It is moved
 * together of parts whose own paths are short.
 */
public final class DeepFolder implements AutoCloseable {
    private static final String NAME = "deep";

    private static final String LONG_NAME = "n".repeat(200);
    private static final int NAMES_PER_PART = 3;
    private static final int PARTS = 8; // Linux takes 4,096 characters
    private static final String NEXT = "next";

    private final Path outermost;

    /** Makes one in this folder. */
    public DeepFolder(Path folder) throws IOException {
        outermost = folder.resolve(NAME);
        for (int n = 0; n < PARTS; n++) {
            var around = folder.resolve("around");
            Files.createDirectories(innermost(around));
            if (Files.exists(outermost)) {
                Files.move(outermost, innermost(around).resolve(NEXT));
            }
            Files.move(around, outermost);
        }
    }

    public Path path() {
        return outermost;
    }

    private static Path innermost(Path part) {
        var innermost = part;
        for (int n = 0; n < NAMES_PER_PART; n++) {
            innermost = innermost.resolve(LONG_NAME);
        }
        return innermost;
    }

    /** Takes it apart, since it could not be deleted as it is. */
    @Override
    public void close() throws IOException {
        var part = outermost;
        for (int n = 1; n < PARTS; n++) {
            var apart = outermost.resolveSibling(NAME + n);
            Files.move(innermost(part).resolve(NEXT), apart);
            part = apart;
        }
    }
}
