package loadtest.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Draft;
import loadtest.settings.WholeFile;

/** The place of the seed summary on disk. */
final class SummaryFile {
    private final Path file;
    private final Path folder;

    SummaryFile(Path file) {
        this.file = file;
        this.folder = file.toAbsolutePath().getParent();
    }

    /** Writes nothing; throws {@link BadInput} where the summary cannot go. */
    void check() {
        if (Files.isDirectory(file)) {
            throw unwritable("this is a folder");
        }
        var nearest = Stream.iterate(folder, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        if (!Files.isDirectory(nearest)) {
            throw unwritable(nearest + " is no folder");
        }
        if (!Files.isWritable(nearest)) {
            throw unwritable("folder " + nearest + " is not writable");
        }
    }

    /**
     * Makes the folder, so that it is known before seeding whether that can be done; throws {@link BadInput} if not.
     * Sweeps what a seeder that was killed has left there.
     */
    void prepare() {
        try {
            Files.createDirectories(folder);
            Draft.sweep(file);
        } catch (IOException e) {
            throw unwritable("its folder cannot be made");
        }
    }

    /** Replaces the file as a whole. */
    void replace(byte[] content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw unwritable(e.getClass().getSimpleName());
        }
    }

    private BadInput unwritable(String why) {
        return BadInput.in("PERF_SUMMARY_PATH", file, "a file that can be written; " + why);
    }
}
