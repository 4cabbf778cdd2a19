package loadtest.standin.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Folders that are made once and used by many processes, in a folder of their own; the two last used are kept. Whoever has
 * this object is the only one at work there, until it is closed.
 */
public final class KeptFolders implements AutoCloseable {
    /** How the name begins of what is being made or deleted there, and left by whoever was killed meanwhile. */
    public static final String DRAFT = "draft-";

    private static final int KEPT = 2;

    /** Locks of files exclude processes, this one excludes the threads of one. */
    private static final ReentrantLock ONE_THREAD = new ReentrantLock();

    private final Path folder;
    private final Supplier<Path> discarded;
    private final FileChannel lock;

    private KeptFolders(Path folder, Supplier<Path> discarded) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.discarded = discarded;
        this.lock = LockFile.beside(folder);
    }

    /**
     * Waits until nobody else is at work there.
     *
     * @param folder of all of them; it need not exist
     * @param discarded gives a new path, to which one is moved before it is deleted, so that nobody finds half of it
     */
    public static KeptFolders in(Path folder, Supplier<Path> discarded) throws IOException {
        var kept = new KeptFolders(folder, discarded);
        ONE_THREAD.lock();
        try {
            kept.lock.lock();
            return kept;
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    /** Notes that this one is used now, and discards what is no longer kept. */
    public void used(Path one) throws IOException {
        Files.setLastModifiedTime(one, FileTime.from(Instant.now()));
        discardOldest();
    }

    /** Deletes one, unless it does not exist. */
    public void discard(Path one) throws IOException {
        if (Files.exists(one)) {
            var moved = Files.move(one, discarded.get(), StandardCopyOption.ATOMIC_MOVE);
            new Home(moved).delete();
        }
    }

    /** Leaves what it may not discard, such as another user's or what another system's JVM still reads. */
    private void discardOldest() throws IOException {
        try (var all = Files.list(folder)) {
            var newestFirst = all.sorted(
                            Comparator.comparing(KeptFolders::lastUse).reversed())
                    .toList();
            var kept = 0;
            for (var one : newestFirst) {
                if (one.getFileName().toString().startsWith(DRAFT) || ++kept > KEPT) {
                    try {
                        discard(one);
                    } catch (IOException e) {
                        LoggerFactory.getLogger(KeptFolders.class).debug("left: {}", one, e);
                    }
                }
            }
        }
    }

    private static FileTime lastUse(Path one) {
        try {
            return Files.getLastModifiedTime(one);
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            ONE_THREAD.unlock();
        }
    }
}
