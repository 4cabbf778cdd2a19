package loadtest.standin;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import loadtest.settings.Database;
import loadtest.settings.Secret;

/**
 * A real Postgres on a free port of this machine, with a login that needs its password. All its files lie in one
 * folder, which the {@link Watchdog} deletes.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final String NAME = "postgres";
    private static final String ZONKY_FOLDER = "ot.epg.working-dir";

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

    private final EmbeddedPostgres postgres;
    private final Secret password;

    private EmbeddedDatabase(EmbeddedPostgres postgres, Secret password) {
        this.postgres = postgres;
        this.password = password;
    }

    /**
     * @param home the folder of this stand-in, empty
     * @param binaries where the programs of Postgres are unpacked, once for all stand-ins
     * @throws IOException if it does not come up, saying why
     */
    static EmbeddedDatabase start(Path home, Path binaries, Secret password) throws IOException {
        var passwordFile = Files.writeString(home.resolve("password"), password.reveal());
        try (var unpacking = Unpacking.into(binaries)) {
            var started = new EmbeddedDatabase(
                    builder(home, binaries, password.reveal()).start(), password);
            unpacking.done();
            return started;
        } catch (RuntimeException e) {
            throw new IOException("Postgres did not start: " + reason(home, e), e);
        } finally {
            Files.delete(passwordFile);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path home, Path binaries, String password) {
        // Otherwise it makes a folder in the machine's temporary one.
        System.setProperty(ZONKY_FOLDER, binaries.toString());
        var log = ProcessBuilder.Redirect.appendTo(home.resolve("postgres.log").toFile());
        var builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(home.resolve("data"))
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // These become options of initdb: a database that asks for its password from the start.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", home.resolve("password").toString())
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password);
        CONFIG.forEach(builder::setServerConfig);
        return builder;
    }

    private static String reason(Path home, Exception e) {
        try (var lines = Files.lines(home.resolve("postgres.log"))) {
            return lines.filter(line -> line.contains("FATAL") || line.contains("rror:"))
                    .findFirst()
                    .orElse(e.getMessage());
        } catch (IOException | UncheckedIOException none) {
            return String.valueOf(e.getMessage());
        }
    }

    Database address() {
        return new Database(StandIn.HOST, postgres.getPort(), NAME, USER, password, Map.of());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    /**
     * Guards the first unpacking: if it was cut short, the next start begins afresh instead of running half a Postgres.
     */
    private static final class Unpacking implements AutoCloseable {
        private final Path binaries;
        private final FileChannel lock;

        private Unpacking(Path binaries, FileChannel lock) {
            this.binaries = binaries;
            this.lock = lock;
        }

        static Unpacking into(Path binaries) throws IOException {
            Files.createDirectories(binaries);
            if (Files.exists(complete(binaries))) {
                return new Unpacking(binaries, null);
            }
            var lock = FileChannel.open(
                    binaries.resolveSibling(binaries.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            lock.lock();
            if (!Files.exists(complete(binaries))) {
                empty(binaries);
            }
            return new Unpacking(binaries, lock);
        }

        void done() throws IOException {
            if (lock != null) {
                Files.writeString(complete(binaries), "");
            }
        }

        @Override
        public void close() throws IOException {
            if (lock != null) {
                lock.close();
            }
        }

        private static Path complete(Path binaries) {
            return binaries.resolve("complete");
        }

        private static void empty(Path folder) throws IOException {
            try (var tree = Files.walk(folder)) {
                for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    if (!path.equals(folder)) {
                        Files.delete(path);
                    }
                }
            }
        }
    }
}
