package loadtest.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files so that readers find the old content or the new one, and never a part. */
public final class WholeFile {
    private WholeFile() {}

    /** As {@link #write(Path, byte[])}, in UTF-8. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes the file, and its folder if need be, or replaces it. Whoever may read other new files may read this one. A
     * device or a pipe is written to as it is.
     *
     * @throws IOException if it cannot be written; it is then as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
            Files.write(target, content); // a draft in its place would do away with it
            return;
        }
        try (var draft = Draft.of(target)) {
            Files.write(draft.path(), content);
            draft.become();
        }
    }
}
