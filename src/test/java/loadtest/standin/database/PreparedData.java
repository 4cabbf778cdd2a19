package loadtest.standin.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Data directories of Postgres that are prepared once and copied at each start: initdb, tables and rows cost more than
 * all else. What is made lies in the {@link Home} of its maker until it is whole, and what is thrown away ends there,
 * so a killed maker leaves nothing but what its watchdog or the next start takes away. One process at a time makes,
 * copies or throws away.
 */
public final class PreparedData {
    private static final String PROGRAMS = "programs";

    private final Path folder;

    /** Fills a data directory. */
    public interface Making {
        /**
         * @param home where it is made, empty
         * @return what was made, with all servers stopped
         */
        Made in(Home home) throws IOException, SQLException;
    }

    /**
     * What was made.
     *
     * @param programs the folder of the Postgres that made it
     * @param files that belong to the data, in the folder of the home
     */
    public record Made(Path programs, List<Path> files) {}

    /** @param folder of all of them; it need not exist */
    public PreparedData(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies a prepared data directory and its files into a home, and prepares it there first if it does not exist yet.
     *
     * @param key tells it from others
     */
    public void into(Home home, String key, Making making) throws IOException, SQLException {
        try (var all = KeptFolders.in(folder, () -> home.folder().resolve("discarded-" + UUID.randomUUID()))) {
            var prepared = folder.resolve(key);
            if (!isUsable(prepared)) {
                all.discard(prepared);
                Files.move(draft(home, making.in(home)), prepared, StandardCopyOption.ATOMIC_MOVE);
            }
            new DataCopy(prepared).into(home);
            all.used(prepared);
        }
    }

    /** The folder of the programs that fit the data directory of a home; it is a copy then. */
    static Path programs(Home home) throws IOException {
        return Path.of(Files.readString(home.folder().resolve(PROGRAMS)));
    }

    /** Whether it is whole, and its programs are still there, too. */
    private static boolean isUsable(Path prepared) throws IOException {
        return new Inventory(prepared).isComplete()
                && Files.isDirectory(Path.of(Files.readString(prepared.resolve(PROGRAMS))));
    }

    /** In one folder, so that it can be moved at once. */
    private static Path draft(Home home, Made made) throws IOException {
        if (!new ControlFile(home.data()).isShutDown()) {
            throw new IOException("Postgres did not stop in order after it was prepared");
        }
        var draft = Files.createDirectory(home.folder().resolve("prepared"));
        Files.move(home.data(), draft.resolve(home.data().getFileName()));
        for (var file : made.files()) {
            Files.move(file, draft.resolve(file.getFileName()));
        }
        Files.writeString(draft.resolve(PROGRAMS), made.programs().toString());
        new Inventory(draft).write();
        return draft;
    }
}
