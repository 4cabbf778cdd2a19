package loadtest.settings;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files so that readers find the old content or the new one, and never a part. */
public final class WholeFile {
    /** What is written bit by bit, so that it is never whole in memory. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private WholeFile() {}

    /** As {@link #write(Path, byte[])}, in UTF-8. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #write(Path, Content)}. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, (Content) out -> out.write(content));
    }

    /**
     * Makes the file, and its folder if need be, or replaces it. Whoever may read other new files may read this one. A
     * device or a pipe is written to as it is.
     *
     * @throws IOException if it cannot be written; it is then as it was
     */
    public static void write(Path file, Content content) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
            write(content, target); // a draft in its place would do away with it
            return;
        }
        try (var draft = Draft.of(target)) {
            write(content, draft.path());
            draft.become();
        }
    }

    private static void write(Content content, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.writeTo(out);
        }
    }
}
