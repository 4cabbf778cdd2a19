package loadtest.standin.database;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import loadtest.settings.ClassPath;

/**
 * The name of a {@link PreparedData}: another one for whatever could make it differ. That is the day, the libraries
 * (Postgres is one, for one architecture), who runs it where, and this project's own classes and rows.
 */
public final class DataKey {
    /** On the class path: tables and rows, and the code that writes them. */
    private static final List<String> SOURCES = List.of(
            "standin",
            "personas.csv",
            "fixtures.conf",
            "reference.conf",
            "loadtest/settings",
            "loadtest/seed",
            "loadtest/standin");

    private final MessageDigest digest;

    private DataKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /** @param day its start in UTC */
    public static String of(Instant day) throws IOException {
        return of(day, ClassPath.ofThisProcess());
    }

    /** @param classPath as a JVM takes it */
    static String of(Instant day, String classPath) throws IOException {
        var key = new DataKey();
        for (var property : List.of("user.name", "user.language", "user.country", "os.name", "os.arch")) {
            key.add(System.getProperty(property, ""));
        }
        // The cluster's time zone is that of its maker.
        key.add(ZoneId.systemDefault().getId());
        key.add(System.getenv().getOrDefault("TZ", ""));
        for (var entry : classPath.split(File.pathSeparator)) {
            key.addEntry(Path.of(entry));
        }
        var hash = HexFormat.of().formatHex(key.digest.digest()).substring(0, 32);
        return day.atOffset(ZoneOffset.UTC).toLocalDate() + "-" + hash;
    }

    private void addEntry(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            for (var source : SOURCES) {
                addAll(entry, entry.resolve(source));
            }
        } else if (Files.exists(entry)) {
            add(entry.getFileName() + " " + Files.size(entry));
        }
    }

    private void addAll(Path root, Path source) throws IOException {
        if (Files.exists(source)) {
            try (Stream<Path> files = Files.walk(source)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(root.relativize(file) + " " + checksums(Files.readAllBytes(file)));
                }
            }
        }
    }

    /** Two of different kinds. Without C2, as a stand-in starts, a digest of all bytes would take a tenth of its start. */
    private static String checksums(byte[] bytes) {
        var first = new CRC32();
        first.update(bytes);
        var second = new CRC32C();
        second.update(bytes);
        return bytes.length + " " + first.getValue() + " " + second.getValue();
    }

    private void add(String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
