package loadtest.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Files that lie on the class path, beside the classes or in a library's jar. */
public final class ClassPath {
    private ClassPath() {}

    /**
     * A text in UTF-8.
     *
     * @param name from the root, without a leading slash
     * @throws IllegalStateException if there is no such file, which only a broken build lacks
     */
    public static String text(String name) {
        var bytes = find(ClassPath.class.getClassLoader(), name)
                .orElseThrow(() -> new IllegalStateException("no " + name + " on the class path"));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The first file of this name that a loader finds; empty where there is none. */
    public static Optional<byte[]> find(ClassLoader loader, String name) {
        try (var file = loader.getResourceAsStream(name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
