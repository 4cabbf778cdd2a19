package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.standin.database.EmbeddedDatabase;
import loadtest.standin.database.Home;
import loadtest.testing.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that proves with its certificate that it is the one named. */
class EncryptedIT {
    private static final Path BINARIES = Path.of("target/postgres").toAbsolutePath();
    private static final String STORE_PASSWORD = "store-password";

    @TempDir
    Path folder;

    @Test
    void isTrustedForItsCertificateOnly() throws Exception {
        var certificate = certificate("server", "127.0.0.1");
        var stranger = certificate("stranger", "127.0.0.1");
        var home = new Home(folder.resolve("home").toAbsolutePath());
        Files.createDirectory(home.folder());
        var config = Map.of(
                "unix_socket_directories",
                "",
                "ssl",
                "on",
                "ssl_cert_file",
                certificate.toAbsolutePath().toString(),
                "ssl_key_file",
                folder.resolve("server.key").toAbsolutePath().toString());
        try (var postgres = EmbeddedDatabase.start(home, BINARIES, new Secret("any"), config)) {
            var port = postgres.address().port();
            assertThat(isEncrypted(port, "127.0.0.1", certificate)).isTrue();
            assertRefused(port, "127.0.0.1", stranger);
            assertRefused(port, "localhost", certificate);
            // On loopback nothing is verified that the address does not ask for.
            assertThat(isEncrypted(url(port, "?sslmode=verify-full"), "PERF_CA_FILE", certificate))
                    .isTrue();
            assertThatThrownBy(() -> isEncrypted(url(port, "?sslmode=verify-ca"), "PERF_CA_FILE", stranger))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("PERF_CA_FILE");
            assertThat(isEncrypted(url(port, "?sslmode=require"), "PERF_CA_FILE", stranger))
                    .isTrue();
            assertPlainTextIsRefused(home, postgres.address());
        }
    }

    /** That is not about the password, though the state is the same. */
    private static void assertPlainTextIsRefused(Home home, Database database) throws Exception {
        Files.writeString(home.folder().resolve("data/pg_hba.conf"), "hostssl all all all trust\n");
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.properties());
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        }
        var settings = Settings.of(Map.of("SUPABASE_DB_URL", url(database.port(), "?sslmode=disable")));

        var refused = Await.found(Duration.ofSeconds(60), () -> refusal(settings));
        assertThat(refused)
                .contains("no pg_hba.conf entry")
                .contains("accepts this user only encrypted (sslmode=require)");
    }

    /** The server reads its rules anew some time after it was told to. */
    private static Optional<String> refusal(Settings settings) throws Exception {
        try (var connection = SeederLogin.connect(settings.supabase().database().orElseThrow())) {
            assertThat(connection.isClosed()).isFalse();
            return Optional.empty();
        } catch (BadInput e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void assertRefused(int port, String host, Path authority) {
        assertThatThrownBy(() -> isEncrypted(port, host, authority))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("SUPABASE_DB_URL: no encrypted connection to " + host)
                .hasMessageContaining("PERF_DB_CA_FILE");
    }

    private static String url(int port, String parameters) {
        return "postgresql://postgres:any@127.0.0.1:" + port + "/postgres" + parameters;
    }

    private static boolean isEncrypted(int port, String host, Path authority) throws Exception {
        var url = "postgresql://postgres:any@" + host + ":" + port + "/postgres";
        return isEncrypted(url, "PERF_DB_CA_FILE", authority);
    }

    private static boolean isEncrypted(String url, String variable, Path authority) throws Exception {
        var settings = Settings.of(Map.of("SUPABASE_DB_URL", url, variable, authority.toString()));
        try (var connection = SeederLogin.connect(settings.supabase().database().orElseThrow());
                var statement = connection.createStatement();
                var found = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** Makes a self-signed certificate and its key, as PEM. */
    private Path certificate(String name, String address) throws Exception {
        var store = folder.resolve(name + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        "2",
                        "-ext",
                        "SAN=ip:" + address,
                        "-ext",
                        "BC=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        var key = pem(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey(name, STORE_PASSWORD.toCharArray()).getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return pem(
                folder.resolve(name + ".crt"),
                "CERTIFICATE",
                keys.getCertificate(name).getEncoded());
    }

    private static Path pem(Path file, String kind, byte[] content) throws Exception {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
