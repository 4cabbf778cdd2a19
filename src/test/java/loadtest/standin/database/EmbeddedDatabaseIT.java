package loadtest.standin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import loadtest.seed.table.ReadOnly;
import loadtest.settings.Secret;
import loadtest.standin.StandIn;
import loadtest.testing.Await;
import loadtest.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Postgres that does not come up is told of at once, and in its own words. */
class EmbeddedDatabaseIT {
    @RegisterExtension
    static final Postgres TRUSTING_EVERYBODY = new Postgres();

    /** What the library would wait. */
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

    private static final Path WORK_DIR = Path.of("target").toAbsolutePath();

    private final Home home = StandIn.newHome(WORK_DIR);
    private FileChannel hold;

    @BeforeEach
    void take() throws IOException {
        hold = home.take();
    }

    @Test
    void whatKeepsItFromStartingIsSaid() throws Exception {
        var begun = Instant.now();
        assertThatThrownBy(() -> start(Map.of("shared_preload_libraries", "no_such_library")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Postgres died while it was starting: ")
                .hasMessageContaining("FATAL:  could not access file \"no_such_library\"")
                .hasMessageNotContaining("\n");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(STARTUP_WAIT.dividedBy(2));
    }

    @Test
    void oneThatIsPreparedTakesItsNewOwnersPasswordAndTellsAsWellWhyItDies() throws Exception {
        try (var made = start(Map.of())) {
            Files.writeString(home.folder().resolve("programs"), made.programs().toString());
        }
        try (var copy = EmbeddedDatabase.start(home, WORK_DIR.resolve("postgres"), new Secret("another"))) {
            assertThat(passwordWorks(copy, "another")).isTrue();
            assertThat(passwordWorks(copy, "secret")).isFalse();
        }
        assertThatThrownBy(() -> start(Map.of("shared_preload_libraries", "no_such_library")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FATAL:  could not access file \"no_such_library\"")
                .hasMessageNotContaining("\n");
    }

    private static boolean passwordWorks(EmbeddedDatabase server, String password) throws SQLException {
        var address = server.address();
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), password)) {
            return connection.isValid(0);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as("a wrong password").isEqualTo("28P01");
            return false;
        }
    }

    @Test
    void anotherPostgresOnItsPortIsNotTakenForIt() throws Exception {
        var taken = TRUSTING_EVERYBODY.port();
        try (var started =
                EmbeddedDatabase.start(home, WORK_DIR.resolve("postgres"), new Secret("secret"), Map.of(), taken)) {
            assertThat(started.address().port()).isNotEqualTo(taken);
            try (var connection = ReadOnly.connect(started.address());
                    var found = connection.createStatement().executeQuery("show data_directory")) {
                found.next();
                assertThat(Path.of(found.getString(1)).toRealPath())
                        .isEqualTo(home.data().toRealPath());
            }
        }
    }

    /** Whoever starts a server at the same moment may get the port that was free. */
    @Test
    void aPortThatIsTakenMeanwhileIsGivenUpForAnother() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var started = EmbeddedDatabase.start(
                        home, WORK_DIR.resolve("postgres"), new Secret("secret"), Map.of(), other.getLocalPort());
                var connection = ReadOnly.connect(started.address())) {
            assertThat(started.address().port()).isNotEqualTo(other.getLocalPort());
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void oneThatIsKilledIsMissedLongBeforeTheLibraryWould() throws Exception {
        var started = CompletableFuture.supplyAsync(() -> {
            try {
                return start(Map.of());
            } catch (IOException e) {
                throw new AssertionError(e.getMessage());
            }
        });
        var killed = killThePostmasterAsItStarts();
        assertThatThrownBy(started::get)
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("Postgres died while it was starting: ")
                .hasMessageNotContaining("pg_ctl");
        assertThat(Duration.between(killed, Instant.now())).isLessThan(STARTUP_WAIT.dividedBy(2));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        hold.close();
        assertThat(home.remove()).isTrue();
        assertThat(home.folder()).doesNotExist();
    }

    private EmbeddedDatabase start(Map<String, String> config) throws IOException {
        return EmbeddedDatabase.start(home, WORK_DIR.resolve("postgres"), new Secret("secret"), config);
    }

    private Instant killThePostmasterAsItStarts() throws Exception {
        var pidFile = home.data().resolve("postmaster.pid");
        // Its programs may have to be unpacked first.
        Await.found(Duration.ofSeconds(120), () -> postmaster(pidFile)).destroyForcibly();
        return Instant.now();
    }

    private static Optional<ProcessHandle> postmaster(Path pidFile) throws IOException {
        if (!Files.exists(pidFile) || Files.readString(pidFile).isBlank()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0)))
                .filter(one -> one.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains("-p"))
                        .orElse(false));
    }
}
