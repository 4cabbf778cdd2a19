package loadtest.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import loadtest.settings.BadInput;

/** The place of the seed summary on disk. */
final class SummaryFile {
    private final Path file;
    private final Path folder;

    SummaryFile(Path file) {
        this.file = file;
        this.folder = file.toAbsolutePath().getParent();
    }

    /** Makes the folder; throws {@link BadInput} where the summary cannot go, so that it is known before seeding. */
    Path prepare() {
        try {
            if (Files.isDirectory(file)) {
                throw unwritable("this is a folder");
            }
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw unwritable("its folder is not writable");
            }
            return folder;
        } catch (IOException e) {
            throw unwritable("its folder cannot be made");
        }
    }

    /** Replaces the file as a whole: readers see the old one or the new one. */
    void replace(byte[] content) {
        prepare();
        var draft = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(draft, content);
            Files.move(draft, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(draft);
            throw unwritable(e.getClass().getSimpleName());
        }
    }

    private BadInput unwritable(String why) {
        return BadInput.in("PERF_SUMMARY_PATH", file, "a file that can be written; " + why);
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // A draft that stays behind harms nobody, and the first failure is the one to tell.
        }
    }
}
