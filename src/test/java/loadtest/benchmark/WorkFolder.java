package loadtest.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import loadtest.settings.BadInput;

/**
 * Where a benchmark's files lie while it measures. It is deleted however this process ends, and what a killed one left
 * goes at the next start. One benchmark at a time: two would measure each other.
 */
record WorkFolder(Path path, FileChannel lock) implements AutoCloseable {
    /** @throws BadInput while another benchmark is running there */
    static WorkFolder in(Path folder) throws IOException {
        Files.createDirectories(folder);
        var lock = FileChannel.open(folder.resolve("work.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(lock)) {
            lock.close();
            throw new BadInput("another benchmark is running in " + folder + ": wait for its end");
        }
        var work = new WorkFolder(folder.resolve("work"), lock);
        work.delete();
        Files.createDirectory(work.path());
        Runtime.getRuntime().addShutdownHook(new Thread(work::delete));
        return work;
    }

    /** The lock file stays, since a lock on a file that somebody else deletes excludes nobody. */
    @Override
    public void close() throws IOException {
        delete();
        lock.close();
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this process
        }
    }

    private void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
