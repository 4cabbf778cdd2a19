package loadtest.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One real Postgres for all test classes that ask for it, and an own copy of the platform's tables for each test. */
public final class Postgres implements BeforeAllCallback, Databases {
    private static final Path FOLDER = Path.of("target/test-postgres");
    private static final String TEMPLATE = "platform";

    private Server server;

    /** Stopped by JUnit when the last test is over. */
    private record Server(EmbeddedPostgres postgres, AtomicInteger databases) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            postgres.close();
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
            Files.createDirectories(FOLDER);
            // Otherwise it makes a folder in the machine's temporary one.
            System.setProperty("ot.epg.working-dir", FOLDER.toString());
            var data = Files.createTempDirectory(FOLDER, "data").toAbsolutePath();
            var postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(FOLDER.toFile())
                    .setDataDirectory(data)
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
            execute(postgres, "postgres", "create database " + TEMPLATE);
            execute(postgres, TEMPLATE, Files.readString(Path.of("src/test/resources/standin/schema.sql")));
            execute(postgres, "postgres", "create role outsider login password 'right'");
            requirePassword(postgres, data);
            return new Server(postgres, new AtomicInteger());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the embedded Postgres did not start", e);
        }
    }

    /** Everyone is trusted but {@code outsider}. */
    private static void requirePassword(EmbeddedPostgres postgres, Path data) throws IOException, SQLException {
        var rules = data.resolve("pg_hba.conf");
        var trust = Files.readString(rules, StandardCharsets.UTF_8);
        Files.writeString(rules, "host all outsider all scram-sha-256\n" + trust);
        execute(postgres, "postgres", "select pg_reload_conf()");
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
        return server.postgres().getPort();
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return server.postgres().getDatabase("postgres", database).getConnection();
    }

    private static void execute(EmbeddedPostgres postgres, String database, String sql) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
