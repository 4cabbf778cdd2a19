package loadtest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.AppendedLines;
import loadtest.settings.BadInput;
import loadtest.settings.Draft;
import loadtest.settings.Failure;
import loadtest.settings.Settings;

/** Checks before the load that the evidence can be written after it. */
final class Writable {
    /** The reports take a few of them, the engine's log the rest, at some 50 bytes a request. */
    private static final long LEAST_FREE_MEGABYTES = 16;

    private static final long MEGABYTE = 1 << 20;
    private static final String TRIAL = ".writable";

    private Writable() {}

    /** @throws BadInput if the folder of all results cannot be made, or holds no more */
    static void requireResults(Settings settings) {
        var folder = settings.run().outputDir().toAbsolutePath();
        problem(folder).ifPresent(why -> {
            throw BadInput.in("PERF_OUTPUT_DIR", folder, "a folder that can be made and written; " + why);
        });
    }

    /** Whether a folder for results can be made there, or is there and takes files. */
    static boolean isWritable(Path folder) {
        return problem(folder.toAbsolutePath()).isEmpty();
    }

    /**
     * @param variables that the settings were read from, of which some have two names
     * @throws BadInput naming the first file that was asked for and cannot be written, or the log that is none
     */
    static void require(Settings settings, Map<String, String> variables) {
        check("PERF_OUTPUT_FILE", settings.run().outputFile());
        var log = variables.containsKey("PERF_RESPONSE_LOG") ? "PERF_RESPONSE_LOG" : "PERF_LOCUST_LOG";
        check(log, settings.campaign().responseLog());
        settings.campaign().responseLog().ifPresent(file -> AppendedLines.problem(file)
                .ifPresent(why -> {
                    throw BadInput.in(log, file, "a file of JSON lines to append to, or a new one; " + why);
                }));
    }

    private static void check(String variable, Optional<Path> file) {
        file.map(Path::toAbsolutePath)
                .filter(path ->
                        Files.isDirectory(path) || problem(path.getParent()).isPresent())
                .ifPresent(path -> {
                    throw BadInput.in(variable, path, "a file in a folder that can be written");
                });
    }

    /** Writes a file there, since permissions alone say nothing of root or of a read-only file system. */
    private static Optional<String> problem(Path folder) {
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
