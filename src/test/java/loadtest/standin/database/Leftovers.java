package loadtest.standin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import loadtest.settings.ClassPath;
import org.slf4j.LoggerFactory;

/**
 * What stand-ins could not take away themselves because they were killed together with their watchdogs, as a system
 * out of memory does it: folders, and the Postgres that still runs in them.
 */
public final class Leftovers {
    private static final Pattern HOME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The library that starts Postgres runs it for a moment, and deletes it when its JVM ends by itself. */
    private static final String SCRIPT = "sh/detect_linux_distribution.sh";

    private static final Pattern SCRIPT_COPY = Pattern.compile("detect_linux_distribution_\\d+\\.sh");
    private static final Duration NEEDED_NO_MORE = Duration.ofMinutes(10);

    private Leftovers() {}

    /**
     * Sweeps the folders of stand-ins that are gone. Leaves alone those that live, those that are being made, and all
     * of them if somebody else sweeps at this moment. What cannot be swept is left to the next start.
     *
     * @param homes where the folders of stand-ins lie; made if need be
     */
    public static void sweep(Path homes) throws IOException {
        Files.createDirectories(homes);
        try (var lock = LockFile.beside(homes)) {
            if (lock.tryLock() == null) {
                return;
            }
            for (var folder : entries(homes, HOME)) {
                sweep(new Home(folder));
            }
        } catch (OverlappingFileLockException e) {
            // by another thread of this process
        }
    }

    /** Deletes old copies of the library's script: they lie among the files of others, so their text must agree. */
    public static void sweepScripts(Path temporary) {
        try {
            var text = ClassPath.find(Leftovers.class.getClassLoader(), SCRIPT).orElse(new byte[0]);
            for (var copy : entries(temporary, SCRIPT_COPY)) {
                if (Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
                        && isOld(copy)
                        && Arrays.equals(Files.readAllBytes(copy), text)) {
                    Files.deleteIfExists(copy);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(Leftovers.class).debug("left in {}", temporary, e);
        }
    }

    private static void sweep(Home home) {
        try {
            if (Files.isDirectory(home.folder(), LinkOption.NOFOLLOW_LINKS) && home.isAbandoned()) {
                home.remove();
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(Leftovers.class).debug("left: {}", home.folder(), e);
        }
    }

    private static boolean isOld(Path file) throws IOException {
        return Files.getLastModifiedTime(file)
                .toInstant()
                .isBefore(Instant.now().minus(NEEDED_NO_MORE));
    }

    private static List<Path> entries(Path folder, Pattern name) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(
                            path -> name.matcher(path.getFileName().toString()).matches())
                    .toList();
        }
    }
}
