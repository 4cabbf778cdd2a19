package loadtest.standin.jvm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A file whose name holds its checksum, so that a damaged one is found.
 *
 * @param folder which has one such file
 * @param stem how its name begins
 * @param ending how its name ends
 */
record CheckedFile(Path folder, String stem, String ending) {
    /** The whole one; deletes what is damaged. */
    Optional<Path> find() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var all = Files.newDirectoryStream(folder, stem + "-*" + ending)) {
            for (var file : all) {
                if (file.getFileName().toString().equals(name(file))) {
                    return Optional.of(file);
                }
                Files.deleteIfExists(file);
            }
        }
        return Optional.empty();
    }

    /** Gives its name to a file of this folder, once that is whole. */
    void keep(Path draft) throws IOException {
        Files.move(draft, folder.resolve(name(draft)), StandardCopyOption.ATOMIC_MOVE);
    }

    private String name(Path file) throws IOException {
        var checksum = new CRC32();
        try (var bytes = FileChannel.open(file)) {
            checksum.update(bytes.map(FileChannel.MapMode.READ_ONLY, 0, bytes.size()));
        }
        return stem + "-" + Long.toHexString(checksum.getValue()) + ending;
    }
}
