package loadtest.standin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * What lies in a folder, written down beside it: each folder, and each file with its size. A copy that was cut short, a
 * disk that lost power or an archive without empty folders takes something away, which Postgres would miss late or, of a
 * table, not at all.
 */
final class Inventory {
    private static final String NAME = "inventory";

    private final Path folder;

    Inventory(Path folder) {
        this.folder = folder;
    }

    /** Writes it down, once the folder is whole. */
    void write() throws IOException {
        Files.writeString(file(), taken());
    }

    /** Whether all is there as it was written down. */
    boolean isComplete() {
        try {
            return Files.readString(file()).equals(taken());
        } catch (IOException | UncheckedIOException e) {
            return false; // none, or what cannot be read cannot be copied
        }
    }

    private String taken() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(file()))
                    .map(this::line)
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private String line(Path path) {
        try {
            return folder.relativize(path) + (Files.isDirectory(path) ? "" : " " + Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve(NAME);
    }
}
