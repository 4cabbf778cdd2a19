package loadtest.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * Copies of the folders of this project's classes, which a test may delete while a run uses them.
 *
 * @param folder holds all copies
 * @param classPath of this JVM, with the copies in place of the originals
 */
public record CopiedClasses(Path folder, String classPath) {

    /** Makes the copies below a folder that does not exist yet. */
    public static CopiedClasses in(Path folder) throws IOException {
        var entries = new ArrayList<String>();
        for (var entry : Trial.classPath().split(File.pathSeparator)) {
            var original = Path.of(entry);
            var copy = folder.resolve(String.valueOf(entries.size()));
            if (Files.isDirectory(original)) {
                Folders.copy(original, copy);
            }
            entries.add(Files.isDirectory(original) ? copy.toString() : entry);
        }
        return new CopiedClasses(folder, String.join(File.pathSeparator, entries));
    }

    public void delete() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
