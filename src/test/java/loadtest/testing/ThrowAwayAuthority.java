package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that nobody trusts yet, and the certificates that it issues to servers of tests. */
public final class ThrowAwayAuthority {
    /** As a certificate has it. */
    public static final String NAME = "CN=Throw-away CA";

    private static final String PASSWORD = "store-password";
    private final Path folder;
    private final Path store;
    private final Path pem;

    public ThrowAwayAuthority(Path folder) throws Exception {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", NAME, "-ext", "BC=ca:true");
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=A server");
        keytool("-certreq", "-alias", "server", "-file", request().toString());
        pem = pem(folder.resolve("authority.pem"), keys().getCertificate("ca"));
    }

    /** Its own certificate, as PEM. */
    public Path pem() {
        return pem;
    }

    /** A server whose certificate it has issued to these names, such as {@code dns:localhost}, for two days from now. */
    public SSLContext server(String names) throws Exception {
        return server(names, "-1H");
    }

    /** @param from when the two days begin, as {@code keytool} has it: {@code -30d} is long ago */
    public SSLContext server(String names, String from) throws Exception {
        var issued = Files.createTempFile(folder, "server", ".crt");
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request().toString(),
                "-outfile",
                issued.toString(),
                "-ext",
                "SAN=" + names,
                "-startdate",
                from,
                "-validity",
                "2");
        try (var in = Files.newInputStream(issued)) {
            return context("server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
    }

    /** A server that shows the authority's own certificate. */
    public SSLContext selfSigned() throws Exception {
        return context("ca", keys().getCertificate("ca"));
    }

    private SSLContext context(String alias, Certificate certificate) throws Exception {
        var key = keys().getKey(alias, PASSWORD.toCharArray());
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(alias, key, PASSWORD.toCharArray(), new Certificate[] {certificate});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore keys() throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private Path request() {
        return folder.resolve("server.csr");
    }

    private static Path pem(Path file, Certificate certificate) throws Exception {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return Files.writeString(
                file, "An authority\n-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    private void keytool(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Trial.SHORT_LIVED.forEach(option -> command.add("-J" + option));
        command.addAll(
                List.of(arguments[0], "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("keytool.txt")))
                .isZero();
    }
}
