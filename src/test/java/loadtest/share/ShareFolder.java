package loadtest.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a share, beside the summary in its run's folder: what a merge needs beyond the summary.
 *
 * @param path the folder of these files, which is named {@value #NAME}
 */
public record ShareFolder(Path path) {
    private static final String NAME = "share";
    private static final String RECORD = "share.json";

    /** In the folder of a run, whether it exists or not. */
    public static ShareFolder in(Path run) {
        return new ShareFolder(run.resolve(NAME));
    }

    /**
     * Those at any depth below a folder, in the order of their paths.
     *
     * @throws IOException if a folder cannot be read
     */
    public static List<ShareFolder> under(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(Path.of(NAME, RECORD)))
                    .map(file -> new ShareFolder(file.getParent()))
                    .sorted((one, other) -> one.path.compareTo(other.path))
                    .toList();
        }
    }

    /** The run's folder. */
    public Path run() {
        return path.getParent();
    }

    /** Which share it is, and what became of it. */
    public Path record() {
        return path.resolve(RECORD);
    }

    /** All that its recorder was told. */
    public Path events() {
        return path.resolve("events.bin.gz");
    }

    /** What its clients were answered, for the audits of all shares together. */
    public Path ledger() {
        return path.resolve("ledger.json");
    }

    /** The database before the load, as the audits need it; of share 1 alone. */
    public Path before() {
        return path.resolve("before.json");
    }
}
