package loadtest.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;

/** Evidence that cannot be written is known before the load, not after it. */
final class Writable {
    private Writable() {}

    /** @throws BadInput naming the first file that was asked for and cannot be written */
    static void require(Settings settings) {
        check("PERF_OUTPUT_FILE", settings.run().outputFile());
        check("PERF_RESPONSE_LOG", settings.campaign().responseLog());
    }

    private static void check(String variable, Optional<Path> file) {
        file.map(Path::toAbsolutePath).filter(path -> !canBeWritten(path)).ifPresent(path -> {
            throw BadInput.in(variable, path, "a file in a folder that can be written");
        });
    }

    private static boolean canBeWritten(Path file) {
        if (Files.isDirectory(file)) {
            return false;
        }
        var folder = file.getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return false;
        }
        return Files.isWritable(folder);
    }
}
