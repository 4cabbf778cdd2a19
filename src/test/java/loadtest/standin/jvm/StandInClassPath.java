package loadtest.standin.jvm;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.settings.ClassPath;
import loadtest.settings.Settings;
import loadtest.standin.database.Fingerprint;

/**
 * What a stand-in needs of the class path of whatever starts it: our own files, and the libraries that it may use, always
 * in the same order.
 */
public final class StandInClassPath {
    /** The property by which a stand-in's JVM is told its {@link #key}. */
    static final String KEY = "loadtest.standin.classes";

    /**
     * Jars of the engine, of its libraries, and of what runs tests. No stand-in needs them, every launcher has another set
     * of them, and a JVM searches each jar for whatever it loads.
     */
    private static final Pattern OF_OTHERS = Pattern.compile(
            "(Saxon|apiguardian|assertj|boopickle|brotli4j|byte-buddy|caffeine|chart|common-java|gatling"
                    + "|idea|jmespath|jodd|junit|native|opentest4j|pebble|redisclient|scala|surefire|xmlresolver)[-_.].*");

    private final OwnFiles own;
    private final List<Path> libraries;
    private final String key;

    private StandInClassPath(OwnFiles own, List<Path> libraries) throws IOException {
        this.own = own;
        this.libraries = libraries;
        this.key = key(own, libraries);
    }

    /** The one of this JVM. */
    static StandInClassPath ofThisJvm() throws IOException {
        return of(ClassPath.ofThisProcess());
    }

    /** @param classPath as a JVM takes it */
    static StandInClassPath of(String classPath) throws IOException {
        var ours = new ArrayList<Path>();
        var libraries = new ArrayList<Path>();
        var jarsOfOurs = List.of(codeSource(StandInClassPath.class), codeSource(Settings.class));
        for (var entry : entries(classPath)) {
            if (Files.isDirectory(entry) || jarsOfOurs.contains(entry)) {
                ours.add(entry);
            } else if (Files.exists(entry)
                    && !OF_OTHERS.matcher(entry.getFileName().toString()).matches()) {
                libraries.add(entry);
            }
        }
        libraries.sort(null);
        return new StandInClassPath(OwnFiles.in(ours), libraries);
    }

    /** The {@link #key} of the classes that this JVM runs by. */
    public static String keyOfThisJvm() throws IOException {
        var told = System.getProperty(KEY);
        return told == null ? ofThisJvm().key() : told;
    }

    /** @param classPath as a JVM takes it */
    public static String key(String classPath) throws IOException {
        return of(classPath).key();
    }

    /** Another one where a file of ours or a library is another. */
    String key() {
        return key;
    }

    private static String key(OwnFiles own, List<Path> libraries) throws IOException {
        var key = new Fingerprint();
        own.addTo(key);
        for (var library : libraries) {
            key.add(library.getFileName() + " " + Files.size(library));
        }
        return key.text();
    }

    OwnFiles own() {
        return own;
    }

    List<Path> libraries() {
        return libraries;
    }

    /** A launcher may put all of a class path into the manifest of one jar. */
    private static List<Path> entries(String classPath) throws IOException {
        var entries = Stream.of(classPath.split(File.pathSeparator))
                .map(StandInClassPath::absolute)
                .toList();
        return entries.size() == 1 && Files.isRegularFile(entries.get(0)) ? manifestEntries(entries.get(0)) : entries;
    }

    private static List<Path> manifestEntries(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            var manifest = jar.getManifest();
            var given = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return given == null
                    ? List.of(file)
                    : Stream.of(given.split(" +"))
                            .map(url -> Path.of(file.toUri().resolve(url)))
                            .map(Path::normalize)
                            .toList();
        }
    }

    private static Path absolute(String entry) {
        return Path.of(entry).toAbsolutePath().normalize();
    }

    private static Path codeSource(Class<?> one) {
        return Path.of(URI.create(
                        one.getProtectionDomain().getCodeSource().getLocation().toString()))
                .normalize();
    }
}
