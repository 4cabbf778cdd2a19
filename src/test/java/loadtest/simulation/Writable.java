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
        file.map(Path::toAbsolutePath).ifPresent(path -> {
            try {
                Files.createDirectories(path.getParent());
            } catch (IOException e) {
                // said below
            }
            if (!Files.isWritable(path.getParent()) || Files.isDirectory(path)) {
                throw BadInput.in(variable, path, "a file in a folder that can be written");
            }
        });
    }
}
