package loadtest.standin.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Guards the first unpacking: if it was cut short, the next start begins afresh instead of running half a Postgres.
 */
final class Unpacking implements AutoCloseable {
    private final Path binaries;
    private final FileChannel lock;

    private Unpacking(Path binaries, FileChannel lock) {
        this.binaries = binaries;
        this.lock = lock;
    }

    static Unpacking into(Path binaries) throws IOException {
        Files.createDirectories(binaries);
        if (Files.exists(complete(binaries))) {
            return new Unpacking(binaries, null);
        }
        var lock = LockFile.beside(binaries);
        lock.lock();
        if (!Files.exists(complete(binaries))) {
            empty(binaries);
        }
        return new Unpacking(binaries, lock);
    }

    void done() throws IOException {
        if (lock != null) {
            Files.writeString(complete(binaries), "");
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    private static Path complete(Path binaries) {
        return binaries.resolve("complete");
    }

    private static void empty(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
