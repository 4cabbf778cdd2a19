package loadtest.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import loadtest.settings.Failure;
import loadtest.settings.Settings;

/**
 * Loads the suite's classes before the load is sent. A compilation in another window replaces their files; a class that
 * is first needed at the end of the run would then be missing, and the verdict with it.
 */
final class ClassPreloader {
    private static final String OF_TESTS = ".*(Test|IT)(\\$.*)?";

    /** The stand-in is a process of its own; a run uses only what lies at the top of its room. */
    private static final String OF_OTHER_PROCESSES = "loadtest\\.(benchmark|testing|truth|standin\\.[a-z]+)\\..*";

    /** Initialized, too, since their static fields hold parts of the pages that are files beside the classes. */
    private static final String PAGES = "loadtest.report.";

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private ClassPreloader() {}

    /**
     * Does this once. Never throws: a run needs it only if somebody compiles meanwhile. Does nothing where all classes
     * are in a jar.
     */
    static void preload() {
        if (BEGUN.getAndSet(true)) {
            return;
        }
        Stream.of(Run.class, Settings.class).forEach(ClassPreloader::preloadBeside);
    }

    private static void preloadBeside(Class<?> one) {
        try {
            var folder = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(folder)) {
                try (var files = Files.walk(folder.resolve("loadtest"))) {
                    files.filter(file -> file.toString().endsWith(".class"))
                            .map(file -> name(folder.relativize(file)))
                            .filter(name -> !name.matches(OF_TESTS) && !name.matches(OF_OTHER_PROCESSES))
                            .forEach(name -> load(name, one.getClassLoader()));
                }
            }
        } catch (IOException | URISyntaxException | RuntimeException e) {
            System.out.println("a compilation during this run may cost its verdict: " + Failure.line(e));
        }
    }

    private static String name(Path file) {
        var path = file.toString().replace(file.getFileSystem().getSeparator(), ".");
        return path.substring(0, path.length() - ".class".length());
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, name.startsWith(PAGES), loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // A run that needs it fails by itself, and says why.
        }
    }
}
