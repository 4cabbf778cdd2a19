package loadtest.standin.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file beside a folder by whose lock processes keep each other from that folder. */
final class LockFile {
    private LockFile() {}

    /** Not locked yet; closing it ends its lock. */
    static FileChannel beside(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolveSibling(folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }
}
