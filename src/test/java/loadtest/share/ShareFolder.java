package loadtest.share;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

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
     * Those at any depth below a folder, in the order of their paths. Links are followed, and what several of them lead to
     * is found once.
     *
     * @throws IOException if a folder cannot be read
     */
    public static List<ShareFolder> under(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.endsWith(Path.of(NAME, RECORD)) && attributes.isRegularFile()) {
                    found.add(file.getParent());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                return e instanceof FileSystemLoopException ? FileVisitResult.CONTINUE : super.visitFileFailed(file, e);
            }
        });
        Collections.sort(found);
        var places = new LinkedHashMap<Path, Path>();
        for (var path : found) {
            places.putIfAbsent(path.toRealPath(), path);
        }
        return places.values().stream().map(ShareFolder::new).toList();
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
