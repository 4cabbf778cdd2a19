package loadtest.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates are trusted beside those of the authorities that this JVM trusts anyway.
 *
 * @param file as it was set
 */
public record Authorities(Path file, List<X509Certificate> certificates) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]+-----");
    private static final String VALID =
            "a PEM file of one certificate or several, each from -----BEGIN CERTIFICATE-----"
                    + " to -----END CERTIFICATE-----, both on lines of their own; nothing was sent";

    /** Of a store that holds no secret; the JDK's own has the same. */
    private static final String PASSWORD = "changeit";

    /**
     * Reads a PEM file; texts between the certificates are comments, as everywhere.
     *
     * @param setting the variable that names the file
     * @throws BadInput naming it and the file, with what was found in place of certificates
     */
    static Authorities read(String setting, Path file) {
        var text = text(setting, file);
        var blocks = BLOCK.matcher(text).results().toList();
        for (var block : blocks) {
            if (!block.group(1).matches("(X509 |TRUSTED )?CERTIFICATE")) {
                throw wrong(setting, file, "a block of " + block.group(1));
            }
        }
        if (blocks.isEmpty() || blocks.size() != BEGIN.matcher(text).results().count()) {
            throw wrong(setting, file, blocks.isEmpty() ? "no certificate" : "a certificate without an end");
        }
        return new Authorities(
                file,
                Stream.iterate(0, index -> index < blocks.size(), index -> index + 1)
                        .map(index -> certificate(
                                setting, file, index + 1, blocks.get(index).group(2)))
                        .toList());
    }

    /**
     * Checks that the database's driver reads a file, which it hands to the JDK as it is.
     *
     * @param least how many certificates have to be found
     * @throws BadInput naming the setting and the file, where fewer are found
     */
    static void requireForDriver(String setting, Path file, int least) {
        try (var in = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).size() >= least) {
                return;
            }
        } catch (IOException e) {
            throw BadInput.in(setting, file, "a PEM file that can be read; " + Failure.line(e) + "; nothing was sent");
        } catch (CertificateException e) {
            // said below
        }
        throw wrong(setting, file, "no certificates that the database's driver can read");
    }

    /**
     * Makes all of this JVM that is yet to read its trust store trust these authorities beside its own. That has to come
     * before anything of TLS is made; the engine reads the store when the first scenario is built.
     *
     * @param folder the store is written there; its name tells its content, so that processes share one
     */
    public void trustInThisJvm(Path folder) {
        try {
            var store = joined();
            Files.createDirectories(folder);
            var file = folder.resolve("authorities-%08x.p12".formatted(all().hashCode()));
            try (var draft = Draft.of(file)) {
                try (var out = Files.newOutputStream(draft.path())) {
                    store.store(out, PASSWORD.toCharArray());
                }
                draft.become();
            }
            System.setProperty("javax.net.ssl.trustStore", file.toAbsolutePath().toString());
            System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
            System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has such stores
        }
    }

    /** Those that this JVM trusts, and these. */
    KeyStore joined() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var all = all();
        for (var index = 0; index < all.size(); index++) {
            store.setCertificateEntry("authority-" + index, all.get(index));
        }
        return store;
    }

    private List<X509Certificate> all() throws GeneralSecurityException {
        return Stream.concat(Stream.of(roots(null).getAcceptedIssuers()), certificates.stream())
                .distinct()
                .toList();
    }

    /** @param store null for the one of this JVM */
    static X509TrustManager roots(KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new IllegalStateException("no trust manager"); // every JDK has one
    }

    private static String text(String setting, Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1); // comments may be of any encoding
        } catch (IOException e) {
            throw BadInput.in(setting, file, "a PEM file that can be read; " + Failure.line(e) + "; nothing was sent");
        }
    }

    private static X509Certificate certificate(String setting, Path file, int number, String body) {
        try {
            var der = Base64.getMimeDecoder().decode(body);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException e) {
            throw wrong(setting, file, "certificate " + number + ", which cannot be read");
        }
    }

    private static BadInput wrong(String setting, Path file, String found) {
        return new BadInput(setting + ": found " + found + " in " + file + "; valid: " + VALID);
    }
}
