package loadtest.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.settings.Secret;
import loadtest.standin.database.EmbeddedDatabase;
import loadtest.standin.database.Home;
import loadtest.standin.database.Leftovers;
import loadtest.standin.database.Watchdog;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One real Postgres for all test classes that ask for it, and an own copy of the platform's tables for each test. */
public final class Postgres implements BeforeAllCallback, Databases {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path HOMES = TARGET.resolve("test-postgres");
    private static final String TEMPLATE = "platform";
    private static final String PASSWORD = "password";

    /** Its databases are thrown away: nothing is logged for a recovery, or vacuumed. */
    private static final Map<String, String> CONFIG = Map.of(
            "unix_socket_directories", "",
            "shared_preload_libraries", "pg_stat_statements",
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "autovacuum", "off");

    private Server server;

    /** Stopped by JUnit when the last test is over, and by its watchdog if this JVM does not come to that. */
    private record Server(EmbeddedDatabase postgres, FileChannel hold, Watchdog watchdog, AtomicInteger databases)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            postgres.close();
            hold.close();
            watchdog.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Postgres.class))
                .getOrComputeIfAbsent(Server.class, type -> start(), Server.class);
    }

    private static Server start() {
        try {
            Leftovers.sweep(HOMES);
            var home = new Home(HOMES.resolve(UUID.randomUUID().toString()));
            var hold = home.take();
            var watchdog = Watchdog.over(home);
            var postgres = EmbeddedDatabase.start(home, TARGET.resolve("postgres"), new Secret(PASSWORD), CONFIG);
            requirePassword(home, postgres);
            execute(postgres, "postgres", "create database " + TEMPLATE);
            execute(postgres, TEMPLATE, Files.readString(Path.of("src/test/resources/standin/schema.sql")));
            return new Server(postgres, hold, watchdog, new AtomicInteger());
        } catch (Exception e) {
            throw new IllegalStateException("the embedded Postgres did not start", e);
        }
    }

    /** Everyone is trusted but {@code outsider}. */
    private static void requirePassword(Home home, EmbeddedDatabase postgres) throws Exception {
        execute(postgres, "postgres", "create role outsider login password 'right'");
        Files.writeString(
                home.folder().resolve("data/pg_hba.conf"),
                "host all outsider all scram-sha-256\nhost all all all trust\n",
                StandardCharsets.UTF_8);
        execute(postgres, "postgres", "select pg_reload_conf()");
        Await.until(Duration.ofSeconds(60), () -> trusts(postgres));
    }

    /** The server reads its rules anew some time after it was told to. */
    private static boolean trusts(EmbeddedDatabase postgres) {
        try (var connection = connect(postgres, "postgres", "any")) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A new database with the platform's tables, empty. */
    public String createDatabase() throws SQLException {
        return createDatabase(TEMPLATE);
    }

    public String createEmptyDatabase() throws SQLException {
        return createDatabase("template1");
    }

    private String createDatabase(String template) throws SQLException {
        var name = "platform_" + server.databases().incrementAndGet();
        execute(server.postgres(), "postgres", "create database " + name + " template " + template);
        return name;
    }

    @Override
    public int port() {
        return server.postgres().address().port();
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return connect(server.postgres(), database, PASSWORD);
    }

    private static Connection connect(EmbeddedDatabase postgres, String database, String password) throws SQLException {
        var address = postgres.address();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + database,
                address.user(),
                password);
    }

    private static void execute(EmbeddedDatabase postgres, String database, String sql) throws SQLException {
        try (var connection = connect(postgres, database, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
