package loadtest.standin.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder of one stand-in, which tells whose it is: the pid and the start of the process that made it, and a lock
 * that this process holds as long as it lives. The lock also speaks for an owner in another container, whose pid means
 * nothing here. Uses the JDK alone, like the {@link Watchdog}.
 */
public record Home(Path folder) {
    /** A folder without a readable owner is being made, or was left half-made so long ago. */
    private static final Duration HALF_MADE = Duration.ofMinutes(10);

    private static final Pattern OWNER = Pattern.compile("([1-9]\\d*) (\\S+)\\R?");

    /** A clock that is put right moves the start that the system tells. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private record Owner(long pid, Instant started) {
        /** The number may be another process's by now, which then started later. */
        boolean lives() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().startInstant().map(this::isStart).orElse(true))
                    .isPresent();
        }

        private boolean isStart(Instant seen) {
            return Duration.between(started, seen).abs().compareTo(SAME_START) < 0;
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    /**
     * Makes the folder.
     *
     * @return holds it for this process; to be closed before the folder is deleted
     */
    public FileChannel take() throws IOException {
        Files.createDirectories(folder);
        var lock = FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        var self = ProcessHandle.current();
        var started = self.info().startInstant().orElse(Instant.EPOCH);
        var draft = Files.writeString(folder.resolve("owner.tmp"), self.pid() + " " + started + "\n");
        Files.move(draft, owner(), StandardCopyOption.ATOMIC_MOVE);
        return lock;
    }

    /** Whether its owner is gone for certain. */
    boolean isAbandoned() throws IOException {
        var owner = readOwner();
        return owner.isPresent() ? !owner.get().lives() && !isLocked() : isOld() && !isLocked();
    }

    /**
     * Ends its Postgres and deletes it, unless that Postgres does not end. Another process may do the same at the same
     * time.
     *
     * @return whether it is gone
     */
    boolean remove() throws IOException {
        if (!new PostgresProcesses(data()).stop()) {
            return false;
        }
        delete();
        return true;
    }

    /** Deletes it, whatever somebody else deletes meanwhile. */
    void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private boolean isLocked() throws IOException {
        try (var lock = FileChannel.open(lock(), StandardOpenOption.WRITE)) {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true; // by this process
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean isOld() throws IOException {
        try {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(HALF_MADE));
        } catch (NoSuchFileException e) {
            return false; // somebody else has just deleted it
        }
    }

    private Optional<Owner> readOwner() {
        try {
            var owner = OWNER.matcher(Files.readString(owner()));
            return owner.matches()
                    ? Optional.of(new Owner(Long.parseLong(owner.group(1)), Instant.parse(owner.group(2))))
                    : Optional.empty();
        } catch (IOException | NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Path owner() {
        return folder.resolve("owner");
    }

    private Path lock() {
        return folder.resolve("owner.lock");
    }
}
