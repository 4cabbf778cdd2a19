package loadtest.standin.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import loadtest.settings.Database;
import loadtest.settings.Secret;
import loadtest.settings.StartSteps;
import loadtest.standin.StandIn;

/**
 * A real Postgres on a free port of this machine, with a login that needs its password. All its files lie in one
 * folder, which the {@link Watchdog} deletes.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final String NAME = "postgres";
    private static final int ANY_PORT = 0;
    private static final int MOST_PORTS = 3;
    private static final String ZONKY_FOLDER = "ot.epg.working-dir";
    private static final String ZONKY_LOCK = "epg-lock";

    /** Durable writes are worth nothing in a database that is thrown away. */
    private static final Map<String, String> CONFIG = Map.ofEntries(
            Map.entry("fsync", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("full_page_writes", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_connections", "100"),
            Map.entry("checkpoint_timeout", "30min"),
            Map.entry("jit", "off"),
            Map.entry("shared_preload_libraries", "pg_stat_statements"),
            // No file outside its folder: not the socket in /tmp, not shared memory in /dev/shm.
            Map.entry("unix_socket_directories", ""),
            Map.entry("dynamic_shared_memory_type", "mmap"),
            Map.entry("log_min_messages", "fatal"));

    private final Closeable server;
    private final int port;
    private final Path programs;
    private final Secret password;

    private EmbeddedDatabase(Closeable server, int port, Path programs, Secret password) {
        this.server = server;
        this.port = port;
        this.programs = programs;
        this.password = password;
    }

    /**
     * @param home the folder of this stand-in, empty or with a copy of {@link PreparedData}
     * @param binaries where the programs of Postgres are unpacked, once for all stand-ins
     * @throws IOException if it does not come up, saying why
     */
    public static EmbeddedDatabase start(Home home, Path binaries, Secret password) throws IOException {
        return start(home, binaries, password, CONFIG);
    }

    /** @param config settings of the server */
    public static EmbeddedDatabase start(Home home, Path binaries, Secret password, Map<String, String> config)
            throws IOException {
        return start(home, binaries, password, config, ANY_PORT);
    }

    /**
     * @param port tried first. A port that was free may be another's by the time that Postgres listens: whoever starts a
     *     server at the same moment got it. Then others are tried.
     */
    static EmbeddedDatabase start(Home home, Path binaries, Secret password, Map<String, String> config, int port)
            throws IOException {
        return Files.exists(home.data())
                ? ofCopy(home, password, config, port)
                : made(home, binaries, password, config, port);
    }

    private static EmbeddedDatabase ofCopy(Home home, Secret password, Map<String, String> config, int port)
            throws IOException {
        SingleUser.setPassword(home, PostgresPrograms.of(home), password);
        StartSteps.done("stand-in: password of the database");
        var start = new PostgresStart(home);
        var server = onSomePort(home, port, tried -> start.run(() -> CopiedServer.start(home, tried, config)));
        return new EmbeddedDatabase(server, server.port(), server.programs().folder(), password);
    }

    private static EmbeddedDatabase made(
            Home home, Path binaries, Secret password, Map<String, String> config, int port) throws IOException {
        var passwordFile = Files.writeString(passwordFile(home), password.reveal());
        var start = new PostgresStart(home);
        try (var unpacking = Unpacking.into(binaries)) {
            var builder = builder(home, binaries, start.log());
            builder.setConnectConfig("password", password.reveal());
            config.forEach(builder::setServerConfig);
            var postgres = onSomePort(home, port, tried -> {
                var started = start.run(builder.setPort(tried)::start);
                if (!isIn(home, started)) {
                    started.close();
                    throw new IOException("another Postgres answers on its port: " + PostgresStart.PORT_LOST);
                }
                return started;
            });
            unpacking.done();
            var programs = ask(postgres, "select setting from pg_config() where name = 'BINDIR'");
            return new EmbeddedDatabase(postgres, postgres.getPort(), programs, password);
        } finally {
            Files.delete(passwordFile);
        }
    }

    private interface Start<T> {
        T on(int port) throws IOException;
    }

    private static <T> T onSomePort(Home home, int first, Start<T> start) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                return start.on(attempt == 1 ? first : ANY_PORT);
            } catch (IOException e) {
                if (attempt == MOST_PORTS || !PostgresStart.lostItsPort(e)) {
                    throw e;
                }
                // The library holds it for the start that failed, to the end of this JVM.
                Files.deleteIfExists(home.data().resolve(ZONKY_LOCK));
            }
        }
    }

    /** Whether the Postgres that answers is ours: one that trusts everybody answers whoever gets its port by mistake. */
    private static boolean isIn(Home home, EmbeddedPostgres postgres) throws IOException {
        return ask(postgres, "show data_directory")
                .toRealPath()
                .equals(home.data().toRealPath());
    }

    /** The folder of its programs. */
    public Path programs() {
        return programs;
    }

    private static Path ask(EmbeddedPostgres postgres, String sql) throws IOException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return Path.of(found.getString(1));
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Path passwordFile(Home home) {
        return home.folder().resolve("password");
    }

    private static EmbeddedPostgres.Builder builder(Home home, Path binaries, Path logFile) {
        // Otherwise it makes a folder in the machine's temporary one.
        System.setProperty(ZONKY_FOLDER, binaries.toString());
        var log = ProcessBuilder.Redirect.appendTo(logFile.toFile());
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(home.data())
                .setCleanDataDirectory(false) // a copy stays as it is
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // These become options of initdb: a database that asks for its password from the start.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile(home).toString())
                .setLocaleConfig("wal-segsize", "1") // megabytes, since every stand-in copies one
                .setLocaleConfig("locale", "C");
    }

    public Database address() {
        return new Database(StandIn.HOST, port, NAME, USER, password, Map.of());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
