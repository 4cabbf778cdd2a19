package loadtest.standin.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * Data directories of Postgres that are prepared once and copied at each start: initdb, tables and rows cost more than
 * all else. What is made lies in the {@link Home} of its maker until it is whole, and what is thrown away ends there,
 * so a killed maker leaves nothing but what its watchdog or the next start takes away. One process at a time makes,
 * copies or throws away.
 */
public final class PreparedData {
    private static final int KEPT = 2;
    private static final String PROGRAMS = "programs";

    /** Locks of files exclude processes, this one excludes the threads of one. */
    private static final Object ONE_THREAD = new Object();

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
        synchronized (ONE_THREAD) {
            Files.createDirectories(folder);
            try (var lock = LockFile.beside(folder)) {
                lock.lock();
                var prepared = folder.resolve(key);
                if (!isUsable(prepared)) {
                    discard(prepared, home);
                    Files.move(draft(home, making.in(home)), prepared, StandardCopyOption.ATOMIC_MOVE);
                }
                new DataCopy(prepared).into(home);
                Files.setLastModifiedTime(prepared, FileTime.from(Instant.now()));
                discardOldest(home);
            }
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

    /** Leaves what it may not discard, such as another user's: it is in nobody's way. */
    private void discardOldest(Home home) throws IOException {
        try (var all = Files.list(folder)) {
            var newestFirst = all.sorted(
                            Comparator.comparing(PreparedData::lastUse).reversed())
                    .toList();
            for (var old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
                try {
                    discard(old, home);
                } catch (IOException e) {
                    LoggerFactory.getLogger(PreparedData.class).debug("left: {}", old, e);
                }
            }
        }
    }

    private static void discard(Path prepared, Home home) throws IOException {
        if (Files.exists(prepared)) {
            var discarded = home.folder().resolve("discarded-" + UUID.randomUUID());
            Files.move(prepared, discarded, StandardCopyOption.ATOMIC_MOVE);
            new Home(discarded).delete();
        }
    }

    private static FileTime lastUse(Path prepared) {
        try {
            return Files.getLastModifiedTime(prepared);
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH);
        }
    }
}
