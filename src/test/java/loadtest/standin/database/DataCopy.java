package loadtest.standin.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
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
                    Files.createDirectory(copy(folder, home), only("rwx------"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!OF_A_SERVER.contains(file.getFileName().toString()) && !isStatistic(file)) {
                    copy(file, copy(file, home), attributes.size());
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

    /** Within the kernel, where that can do it. */
    private static void copy(Path file, Path copy, long size) throws IOException {
        try (var in = FileChannel.open(file);
                var out = FileChannel.open(
                        copy, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), only("rw-------"))) {
            var done = 0L;
            while (done < size) {
                var more = in.transferTo(done, size - done, out);
                if (more == 0) {
                    throw new IOException(file + " was cut short while it was copied");
                }
                done += more;
            }
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
