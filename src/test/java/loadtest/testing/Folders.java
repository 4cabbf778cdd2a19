package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders with all that is in them. */
public final class Folders {
    private Folders() {}

    /** Copies one to where nothing is yet. */
    public static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
