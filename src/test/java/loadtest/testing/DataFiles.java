package loadtest.testing;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import loadtest.load.Profile;
import loadtest.load.Profiles;
import loadtest.settings.DataFile;

/** Scenario files of a test's own, on a class path that holds nothing else. */
public final class DataFiles {
    /** The name under which {@link #of} writes a file, as it appears in error lines. */
    public static final String NAME = "scenarios/own.conf";

    private DataFiles() {}

    /** A data file with this text. */
    public static DataFile of(Path folder, String hocon) throws IOException {
        return with(folder, NAME, hocon, () -> DataFile.read(NAME));
    }

    /** A profile with these lines, of which the first is the file's third. */
    public static Profile profile(Path folder, String lines) throws IOException {
        return Profiles.read(of(folder, "profiles {\n local {\n" + lines + "\n}\n}"))
                .named("local")
                .orElseThrow();
    }

    /** Does something while the class path holds one file only. */
    public static <T> T with(Path folder, String name, String hocon, Supplier<T> work) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, hocon);
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var only = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            thread.setContextClassLoader(only);
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
