package loadtest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.Draft;
import loadtest.settings.Failure;
import loadtest.settings.Settings;

/** Evidence that cannot be written is known before the load, not after it. */
final class Writable {
    /** The engine's report and our pages take a few; its log takes the rest, with some 50 bytes for each request. */
    private static final long LEAST_FREE_MEGABYTES = 16;

    private static final long MEGABYTE = 1 << 20;
    private static final String TRIAL = ".writable";

    private Writable() {}

    /** @throws BadInput if the folder of all results cannot be made, or holds no more */
    static void requireResults(Settings settings) {
        var folder = settings.run().outputDir().toAbsolutePath();
        trouble(folder).ifPresent(why -> {
            throw BadInput.in("PERF_OUTPUT_DIR", folder, "a folder that can be made and written; " + why);
        });
    }

    /** @throws BadInput naming the first file that was asked for and cannot be written */
    static void require(Settings settings) {
        check("PERF_OUTPUT_FILE", settings.run().outputFile());
        check("PERF_RESPONSE_LOG", settings.campaign().responseLog());
    }

    private static void check(String variable, Optional<Path> file) {
        file.map(Path::toAbsolutePath)
                .filter(path ->
                        Files.isDirectory(path) || trouble(path.getParent()).isPresent())
                .ifPresent(path -> {
                    throw BadInput.in(variable, path, "a file in a folder that can be written");
                });
    }

    /** Tries it out: permissions alone do not tell, of root or of a file system that is read-only. */
    private static Optional<String> trouble(Path folder) {
        try {
            Files.createDirectories(folder);
            // A killed start leaves it behind; the next one deletes it.
            try (var draft = Draft.of(folder.resolve(TRIAL))) {
                Files.write(draft.path(), new byte[1]);
                var free = Files.getFileStore(draft.path()).getUsableSpace() / MEGABYTE;
                return free >= LEAST_FREE_MEGABYTES
                        ? Optional.empty()
                        : Optional.of("only " + free + " MB are free there, of " + LEAST_FREE_MEGABYTES + " at least");
            }
        } catch (IOException e) {
            return Optional.of(Failure.line(e));
        }
    }
}
