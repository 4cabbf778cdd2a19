package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of authorities, made of two that the JVM trusts anyway. */
class AuthoritiesTest {
    @TempDir
    Path folder;

    @Test
    void readsOneCertificateOrSeveralWithCommentsBetween() throws Exception {
        var roots = Authorities.roots(null).getAcceptedIssuers();
        var text = "\uFEFFan authority of Zürich\r\n" + pem(roots[0]).replace("\n", "\r\n") + "# and another\n"
                + pem(roots[1]);

        assertThat(read(text.getBytes(StandardCharsets.UTF_8)).certificates()).containsExactly(roots[0], roots[1]);
    }

    @Test
    void joinsThemWithThoseOfTheJvm() throws Exception {
        var roots = Authorities.roots(null).getAcceptedIssuers();
        var store = read(pem(roots[0]).getBytes(StandardCharsets.US_ASCII)).joined();

        assertThat(store.size()).isEqualTo(roots.length);
        assertThat(store.getCertificateAlias(roots[0])).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                | no certificate in",
                "canary                                                            | no certificate in",
                "-----BEGIN CERTIFICATE-----                                       | no certificate in",
                "-----BEGIN CERTIFICATE-----!-----END CERTIFICATE-----             | certificate 1, which cannot be read in",
                "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----          | certificate 1, which cannot be read in",
                "-----BEGIN PRIVATE KEY-----canary-----END PRIVATE KEY-----        | a block of PRIVATE KEY in",
            })
    void whatHoldsNoCertificatesIsRefusedInOneLine(String text, String found) throws Exception {
        var file = Files.writeString(folder.resolve("ca.pem"), text);

        assertRefused(file, "PERF_CA_FILE: found " + found + " " + file + "; valid: a PEM file");
    }

    @Test
    void whatComesBehindAGoodCertificateIsRefusedToo() throws Exception {
        var good = pem(Authorities.roots(null).getAcceptedIssuers()[0]);
        var file = Files.writeString(folder.resolve("ca.pem"), good + "-----BEGIN CERTIFICATE-----\nAAAA\n");
        assertRefused(file, "PERF_CA_FILE: found a certificate without an end in " + file);

        Files.writeString(file, good + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertRefused(file, "PERF_CA_FILE: found certificate 2, which cannot be read in " + file);
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertRefused(folder.resolve("nowhere.pem"), "PERF_CA_FILE: found '" + folder.resolve("nowhere.pem") + "'");
        assertRefused(folder, "PERF_CA_FILE: found '" + folder + "'");
    }

    @Test
    void theDriverVerifiesWithThemUnlessItsAddressSaysOtherwise() throws Exception {
        var file = Files.writeString(
                folder.resolve("ca.pem"), pem(Authorities.roots(null).getAcceptedIssuers()[0]));

        assertThat(database(file, "db.example.com", ""))
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", file.toString());
        assertThat(database(file, "db.example.com", "?sslmode=verify-ca"))
                .containsEntry("sslmode", "verify-ca")
                .containsEntry("sslrootcert", file.toString());
        assertThat(database(file, "db.example.com", "?sslmode=require")).containsEntry("sslmode", "require");
        assertThat(database(file, "db.example.com", "?sslrootcert=own.pem")).containsEntry("sslrootcert", "own.pem");
        assertThat(database(file, "127.0.0.1", "")).doesNotContainKey("sslmode");
    }

    @Test
    void aFileThatTheDriverCannotReadIsRefusedWhereItGetsIt() throws Exception {
        var file = Files.writeString(
                folder.resolve("ca.pem"), "\uFEFF" + pem(Authorities.roots(null).getAcceptedIssuers()[0]));

        assertThat(database(file, "db.example.com", "?sslrootcert=own.pem")).containsEntry("sslrootcert", "own.pem");
        assertThatThrownBy(() -> database(file, "db.example.com", ""))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_CA_FILE: found no certificates that the database's driver can read in "
                        + file + "; valid: a PEM file");
    }

    @Test
    void theDatabasesOwnFileHoldsWhatItsDriverReads() throws Exception {
        var root = Authorities.roots(null).getAcceptedIssuers()[0];
        var file = Files.write(folder.resolve("ca.der"), root.getEncoded());
        assertThat(Settings.of(Map.of("PERF_DB_CA_FILE", file.toString()))).isNotNull();

        for (var text : new String[] {"", "canary", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}) {
            Files.writeString(file, text);
            assertDatabaseFileRefused(file);
        }
        assertDatabaseFileRefused(folder);
        assertDatabaseFileRefused(folder.resolve("nowhere.pem"));
    }

    private static void assertDatabaseFileRefused(Path file) {
        assertThatThrownBy(() -> Settings.of(Map.of("PERF_DB_CA_FILE", file.toString())))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_DB_CA_FILE: found ")
                .hasMessageContaining(file.toString())
                .hasMessageNotContainingAny("canary", "\n");
    }

    private static Map<Object, Object> database(Path file, String host, String parameters) {
        return Settings.of(Map.of(
                        "SUPABASE_DB_URL",
                        "postgresql://u:p@" + host + "/app" + parameters,
                        "PERF_CA_FILE",
                        file.toString()))
                .supabase()
                .database()
                .orElseThrow()
                .properties();
    }

    private Authorities read(byte[] text) throws Exception {
        var file = Files.write(folder.resolve("ca.pem"), text);
        return Settings.of(Map.of("PERF_CA_FILE", file.toString()))
                .network()
                .authorities()
                .orElseThrow();
    }

    private static void assertRefused(Path file, String line) {
        assertThatThrownBy(() -> Settings.of(Map.of("PERF_CA_FILE", file.toString())))
                .isInstanceOf(BadInput.class)
                .hasNoCause()
                .hasMessageStartingWith(line)
                .hasMessageEndingWith("; nothing was sent")
                .hasMessageNotContainingAny("canary", "\n");
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
