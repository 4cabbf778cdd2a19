package loadtest.settings;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Lists what lies in a folder of the class path, be it a directory or inside a jar. */
public final class ClassPathFolder {
    private ClassPathFolder() {}

    /**
     * The names of the files in a folder, in the order of the alphabet, none twice.
     *
     * @param folder such as {@code scenarios}; without a slash at its ends
     * @throws BadInput if a place that holds it cannot be read
     */
    public static List<String> names(String folder) {
        var loader = Thread.currentThread().getContextClassLoader();
        var names = new TreeSet<String>();
        try {
            for (var place : Collections.list(loader.getResources(folder))) {
                names.addAll(in(place, folder));
            }
            names.addAll(inOwnJar(folder));
        } catch (IOException | URISyntaxException e) {
            throw new BadInput(folder + ": cannot be listed on the class path ("
                    + e.getClass().getSimpleName() + ")");
        }
        return List.copyOf(names);
    }

    private static List<String> in(URL place, String folder) throws IOException {
        if (place.getProtocol().equals("file")) {
            try (var files = Files.list(Path.of(URI.create(place.toString())))) {
                return files.filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .toList();
            }
        }
        if (place.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                return names(jar.stream().map(JarEntry::getName), folder + "/");
            }
        }
        return List.of();
    }

    /** A jar may list its files and not its folders; then the class path does not find it by the folder's name. */
    private static List<String> inOwnJar(String folder) throws IOException, URISyntaxException {
        var own = Path.of(ClassPathFolder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (!Files.isRegularFile(own)) {
            return List.of();
        }
        try (var jar = new JarFile(own.toFile())) {
            return names(jar.stream().map(JarEntry::getName), folder + "/");
        }
    }

    private static List<String> names(Stream<String> entries, String prefix) {
        return entries.filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .map(name -> name.substring(prefix.length()))
                .filter(name -> name.indexOf('/') < 0)
                .toList();
    }
}
