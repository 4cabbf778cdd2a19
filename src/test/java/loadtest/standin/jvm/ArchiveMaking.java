package loadtest.standin.jvm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The making of a {@link ClassArchive}: a stand-in's JVM leaves it at its end, with the classes that it loaded. It is
 * written aside and gets its name when it is whole; one process at a time makes one.
 */
public final class ArchiveMaking implements AutoCloseable {
    private static final String DRAFT = "draft-";

    /** The exit codes of a JVM that ended in order: by itself, by SIGINT or by SIGTERM. */
    private static final Set<Integer> IN_ORDER = Set.of(0, 130, 143);

    private final ClassArchive archive;
    private final FileChannel lock;
    private final Path draft;

    private ArchiveMaking(ClassArchive archive, FileChannel lock) {
        this.archive = archive;
        this.lock = lock;
        this.draft = archive.folder().resolve(DRAFT + UUID.randomUUID());
    }

    /** Begins, unless there is a whole archive already, or somebody else is making one. */
    public static Optional<ArchiveMaking> of(ClassArchive archive) throws IOException {
        if (archive.found().isPresent()) {
            return Optional.empty();
        }
        var lock = FileChannel.open(
                archive.folder().resolve("making.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isAcquired(lock)) {
            lock.close();
            return Optional.empty();
        }
        deleteDrafts(archive.folder());
        return Optional.of(new ArchiveMaking(archive, lock));
    }

    private static boolean isAcquired(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this JVM has it
        }
    }

    /** Drafts that are there are those of makers that were killed, since nobody has one without the lock. */
    private static void deleteDrafts(Path folder) throws IOException {
        try (var drafts = Files.newDirectoryStream(folder, DRAFT + "*")) {
            for (var draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
    }

    /**
     * The options of the JVM that leaves it. It verifies all its classes, whatever its parent's options are: a JVM that
     * verifies them takes no archive of one that does not.
     */
    public List<String> options() {
        return List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+BytecodeVerificationRemote",
                "-XX:ArchiveClassesAtExit=" + draft);
    }

    /**
     * Keeps what the JVM left.
     *
     * @param exit of the JVM, which has ended
     */
    public void ended(int exit) throws IOException {
        try (this) {
            if (IN_ORDER.contains(exit) && Files.exists(draft)) {
                archive.file().keep(draft);
            }
        }
    }

    /** Gives up what has not {@link #ended}. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(draft);
        lock.close();
    }
}
