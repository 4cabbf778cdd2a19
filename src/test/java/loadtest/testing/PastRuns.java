package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import loadtest.settings.ClassPath;

/** Folders that runs of this suite, or of older versions of it, have left. */
public final class PastRuns {
    static final Instant FIRST = Instant.parse("2030-01-31T12:00:00Z");

    private PastRuns() {}

    /**
     * Writes a run's folder as a version of this suite left it that wrote summaries of schema 2.
     *
     * @param outcome passed, failed or cut-off: each was written by a real run
     */
    public static Path ofSchemaTwo(String outcome, Path outputDir, String name) throws IOException {
        var folder = folder(outputDir, name);
        Files.writeString(folder.resolve("summary.json"), ClassPath.text("report/schema-2/" + outcome + ".json"));
        return folder;
    }

    /** Makes a run's folder as the engine makes it, without any file of ours. */
    public static Path folder(Path outputDir, String name) throws IOException {
        var folder = Files.createDirectories(outputDir.resolve(name));
        Files.writeString(folder.resolve("simulation.log"), "");
        return folder;
    }
}
