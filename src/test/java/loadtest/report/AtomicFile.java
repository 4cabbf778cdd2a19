package loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that is there whole, as it was before, or not at all. */
final class AtomicFile {
    private AtomicFile() {}

    /** Writes it, making the folder if need be. A device or a pipe is written to as it is. */
    static void write(Path file, String text) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
            Files.writeString(target, text); // a draft in its place would do away with it
            return;
        }
        // Not Files.createTempFile: the file would be readable by its owner only.
        var draft = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(draft, text);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft); // where it could not be moved
        }
    }
}
