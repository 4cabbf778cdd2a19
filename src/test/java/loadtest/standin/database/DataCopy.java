package loadtest.standin.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Copies a data directory that no server uses, and the files beside it, for their owner alone. */
final class DataCopy {
    /** Of a server that ran, and of the library that started it. */
    private static final Set<String> OF_A_SERVER = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    /** What a server counted: the copy counts from zero. */
    private static final String STATISTICS = "pg_stat";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path from;

    DataCopy(Path from) {
        this.from = from;
    }

    /** @param home which lacks these files */
    void into(Home home) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(from)) {
                    Files.createDirectory(copy(folder, home), ofItsOwner());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!OF_A_SERVER.contains(file.getFileName().toString()) && !isStatistic(file)) {
                    Files.copy(file, copy(file, home));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path copy(Path path, Home home) {
        return home.folder().resolve(from.relativize(path));
    }

    private static boolean isStatistic(Path file) {
        return file.getParent().endsWith(STATISTICS);
    }

    private static FileAttribute<?>[] ofItsOwner() {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
