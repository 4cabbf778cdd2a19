package loadtest.settings;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files that lie on the class path, beside the classes or in a library's jar. */
public final class ClassPath {
    private ClassPath() {}

    /** That of this process, for another one. Inside Maven the classes come from a loader of its own. */
    public static String ofThisProcess() {
        return ClassPath.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(ClassPath::file).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        return Path.of(URI.create(url.toString())).toString();
    }

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
