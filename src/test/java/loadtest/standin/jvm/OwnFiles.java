package loadtest.standin.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loadtest.standin.database.Fingerprint;

/**
 * The classes and resources of this project that a stand-in uses, tests left out.
 *
 * @param byName their bytes, by their names on the class path
 */
record OwnFiles(SortedMap<String, byte[]> byName) {
    /** The rooms that a stand-in may use; {@code ArchitectureTest} holds it to them. */
    private static final List<String> FOLDERS =
            List.of("loadtest/seed/", "loadtest/settings/", "loadtest/standin/", "standin/");

    private static final Pattern OF_TESTS = Pattern.compile(".*(Test|IT)(\\$.*)?\\.class");

    /** Reads them from folders and jars; of two with one name the first counts, as it does for a JVM. */
    static OwnFiles in(List<Path> places) throws IOException {
        var files = new OwnFiles(new TreeMap<>());
        for (var place : places) {
            if (Files.isDirectory(place)) {
                files.addFolder(place);
            } else {
                files.addJar(place);
            }
        }
        return files;
    }

    /** Adds the same bytes to the key of whatever place they come from. */
    void addTo(Fingerprint key) {
        byName.forEach((name, bytes) -> key.add(name, bytes));
    }

    /** Writes them as a jar, not compressed, since it is read at every start. */
    void writeJar(Path jar) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(0);
            for (var file : byName.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()).setLastModifiedTime(FileTime.fromMillis(0)));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
    }

    private void addFolder(Path root) throws IOException {
        addFiles(root, root, 1);
        for (var folder : FOLDERS) {
            if (Files.isDirectory(root.resolve(folder))) {
                addFiles(root, root.resolve(folder), Integer.MAX_VALUE);
            }
        }
    }

    private void addFiles(Path root, Path folder, int depth) throws IOException {
        try (var all = Files.walk(folder, depth)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> add(name(root.relativize(file)), () -> Files.readAllBytes(file)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String name(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    private void addJar(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> add(entry.getName(), () -> {
                        try (var bytes = jar.getInputStream(entry)) {
                            return bytes.readAllBytes();
                        }
                    }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private interface Content {
        byte[] read() throws IOException;
    }

    private void add(String name, Content content) {
        if (isOfStandIn(name) && !byName.containsKey(name)) {
            try {
                byName.put(name, content.read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isOfStandIn(String name) {
        return name.indexOf('/') < 0
                || FOLDERS.stream().anyMatch(name::startsWith)
                        && !OF_TESTS.matcher(name).matches();
    }
}
