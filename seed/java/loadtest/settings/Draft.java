package loadtest.settings;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file in the making, beside the file that it becomes: {@code <name>.<random UUID>.tmp}. One that does not become it is
 * deleted when it is closed, or, where its process was killed, by a later start or the next draft of the same file.
 */
public final class Draft implements AutoCloseable {
    private static final String UNIQUE = "\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp";

    /** A draft is a matter of milliseconds, and a large one grows: nobody is at work on one this old. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private final Path file;
    private final Path path;

    private Draft(Path file, Path path) {
        this.file = file;
        this.path = path;
    }

    /** @param file what it is to become; the folder must exist */
    public static Draft of(Path file) {
        sweep(file);
        // Not Files.createTempFile: the file would be readable by its owner only.
        return new Draft(file, file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp"));
    }

    /** Where to write; nothing is there yet. */
    public Path path() {
        return path;
    }

    /** Puts it in the file's place, at once and as a whole. */
    public void become() throws IOException {
        Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path); // where it could not be moved
    }

    /** Deletes old drafts of this file; what cannot be deleted stays. */
    public static void sweep(Path file) {
        sweep(
                file.toAbsolutePath().getParent(),
                Pattern.quote(file.getFileName().toString()));
    }

    /** Deletes old drafts of every file that lies in this folder, or in a folder of it. */
    public static void sweepAll(Path folder) {
        sweep(folder, ".+");
        try (var below = Files.newDirectoryStream(folder, path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
            below.forEach(one -> sweep(one, ".+"));
        } catch (IOException e) {
            // There is none, or it cannot be read: nothing of ours to delete.
        }
    }

    private static void sweep(Path folder, String name) {
        var draft = Pattern.compile("\\.?" + name + UNIQUE);
        try (var drafts = Files.newDirectoryStream(
                folder, path -> draft.matcher(path.getFileName().toString()).matches() && isOld(path))) {
            for (var old : drafts) {
                Files.deleteIfExists(old);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It is not in anybody's way.
        }
    }

    private static boolean isOld(Path path) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(path)
                        .toInstant()
                        .isBefore(Instant.now().minus(OLD));
    }
}
