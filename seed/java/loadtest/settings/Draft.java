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
 * A temporary file beside the file that it is to replace: {@code <name>.<random UUID>.tmp}. Closing deletes one that has
 * not replaced its file. One of a killed process is deleted by a later start or by the next draft of the same file.
 */
public final class Draft implements AutoCloseable {
    private static final String UNIQUE = "\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp";

    /** The list of runs, the newest run of each scenario and profile, the readiness reports, and what GitHub's jobs are told. */
    private static final String OF_ALL_RUNS = "index\\.html|[a-z0-9_]+\\.[a-z0-9-]+\\.(?:json|html)"
            + "|readiness(?:\\.[\\w.+-]+)?\\.(?:html|md)|performance\\.(?:md|html)";

    private static final String OF_A_RUN = "summary\\.json|verdict\\.html|junit\\.xml|readiness\\.md";

    /** As the engine names a run's folder: a class in lower case, and the time to the millisecond. */
    private static final Pattern RUN = Pattern.compile("[a-z0-9]+-\\d{17}");

    /** A draft is written within milliseconds, or still grows: one this old was left by a process that was killed. */
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

    /** The file to write; it does not exist yet. */
    public Path path() {
        return path;
    }

    /** Replaces the file by this one, atomically. */
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

    /**
     * Deletes old drafts of what runs leave: the pages and summaries of the output folder itself, and the files of the
     * runs' own folders. The folder may be anybody's, so drafts of other names are left alone.
     */
    public static void sweepResults(Path folder) {
        sweep(folder, OF_ALL_RUNS);
        try (var runs = Files.newDirectoryStream(folder, Draft::isRun)) {
            runs.forEach(run -> sweep(run, OF_A_RUN));
        } catch (IOException e) {
            // There is none, or it cannot be read: nothing of ours to delete.
        }
    }

    private static boolean isRun(Path folder) {
        return RUN.matcher(folder.getFileName().toString()).matches()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private static void sweep(Path folder, String name) {
        var draft = Pattern.compile("\\.?(?:" + name + ")" + UNIQUE);
        try (var drafts = Files.newDirectoryStream(
                folder, path -> draft.matcher(path.getFileName().toString()).matches() && isOld(path))) {
            for (var old : drafts) {
                Files.deleteIfExists(old);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // An old draft does no harm.
        }
    }

    private static boolean isOld(Path path) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(path)
                        .toInstant()
                        .isBefore(Instant.now().minus(OLD));
    }
}
