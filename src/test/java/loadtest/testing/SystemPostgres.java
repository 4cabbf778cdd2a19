package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A fresh cluster of the Postgres that the machine's packages have brought, with PostGIS. */
public final class SystemPostgres implements Databases, AutoCloseable {
    /** Where Debian and Ubuntu keep each version. */
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");

    private static final Path SHARED = Path.of("/usr/share/postgresql");

    private final Path programs;
    private final Path data;
    private final int port;

    private SystemPostgres(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /** The programs of a version that has PostGIS. */
    public static Optional<Path> withPostGis() throws IOException {
        if (!Files.isDirectory(PROGRAMS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PROGRAMS)) {
            return versions.filter(version ->
                            Files.exists(SHARED.resolve(version.getFileName()).resolve("extension/postgis.control")))
                    .map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .findFirst();
        }
    }

    public static SystemPostgres start(Path programs, Path folder) throws IOException {
        var data = folder.resolve("cluster").toAbsolutePath();
        var port = SystemProgram.freePort();
        run(programs, "initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8");
        run(
                programs,
                "pg_ctl",
                "start",
                "-w",
                "-D",
                data.toString(),
                "-l",
                folder.resolve("log").toAbsolutePath().toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off");
        return new SystemPostgres(programs, data, port);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "");
    }

    @Override
    public void close() throws IOException {
        run(programs, "pg_ctl", "stop", "-w", "-m", "immediate", "-D", data.toString());
    }

    private static void run(Path programs, String program, String... arguments) throws IOException {
        var process = new ProcessBuilder(SystemProgram.command(programs.resolve(program), arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var ended =
                process.onExit().completeOnTimeout(null, 60, TimeUnit.SECONDS).join();
        if (ended == null || ended.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(program + " failed");
        }
    }
}
