package loadtest.settings;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A server's certificate that is not accepted; the message says which and why, and what helps. */
public final class UntrustedCertificate extends CertificateException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_NAMES = 5;

    private UntrustedCertificate(String message, CertificateException cause) {
        super(message, cause);
    }

    /** A context for TLS whose handshakes tell this error. */
    static SSLContext context(Optional<Authorities> authorities) {
        try {
            var store = authorities.isPresent() ? authorities.get().joined() : null;
            var context = SSLContext.getInstance("TLS");
            var roots = (X509ExtendedTrustManager) Authorities.roots(store);
            context.init(null, new TrustManager[] {new Explaining(roots, authorities.map(Authorities::file))}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e); // every JDK has all of it
        }
    }

    /** The error that a failed request ended with, if it is one of this kind. */
    static Optional<UntrustedCertificate> in(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UntrustedCertificate error) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    /**
     * @param trusted whether another host may show it
     * @param file of the authorities that were set
     */
    private static UntrustedCertificate of(
            X509Certificate[] chain, CertificateException error, boolean trusted, Optional<Path> file) {
        if (trusted) {
            var message = "its certificate is for " + names(chain[0]) + " and not for this host (" + whose(chain[0])
                    + "): is the address right?";
            return new UntrustedCertificate(message, error);
        }
        return new UntrustedCertificate(outOfTime(chain, error).orElseGet(() -> unknown(chain[0], error, file)), error);
    }

    /** The server's own certificate, or another that it shows where that is what was found wrong. */
    private static Optional<String> outOfTime(X509Certificate[] chain, CertificateException error) {
        var root = deepest(error);
        var anyOfThem = root instanceof CertificateExpiredException || root instanceof CertificateNotYetValidException;
        for (var certificate : anyOfThem ? List.of(chain) : List.of(chain[0])) {
            try {
                certificate.checkValidity();
            } catch (CertificateExpiredException e) {
                return Optional.of("its certificate expired at "
                        + certificate.getNotAfter().toInstant() + " (" + whose(certificate)
                        + "): it has to be renewed there");
            } catch (CertificateNotYetValidException e) {
                return Optional.of("its certificate is not valid before "
                        + certificate.getNotBefore().toInstant() + " (" + whose(certificate)
                        + "): is this machine's clock right?");
            }
        }
        return Optional.empty();
    }

    private static String unknown(X509Certificate certificate, CertificateException error, Optional<Path> file) {
        var itsOwn = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        var wanted = itsOwn ? "it" : "the certificate of its authority";
        return "its certificate is not trusted (" + whose(certificate) + (itsOwn ? ", itself" : "") + ": "
                + ForeignText.shown(String.valueOf(deepest(error).getMessage())) + "): "
                + file.map(set -> "PERF_CA_FILE=" + set + " does not hold " + wanted)
                        .orElse("if that is meant, set PERF_CA_FILE to a PEM file with " + wanted);
    }

    private static String whose(X509Certificate certificate) {
        return "issued to " + name(certificate.getSubjectX500Principal().getName()) + " by "
                + name(certificate.getIssuerX500Principal().getName());
    }

    private static Throwable deepest(Throwable thrown) {
        return thrown.getCause() == null ? thrown : deepest(thrown.getCause());
    }

    private static String names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? name(certificate.getSubjectX500Principal().getName())
                    : names.stream()
                            .limit(SHOWN_NAMES)
                            .map(name -> name(String.valueOf(name.get(1))))
                            .collect(Collectors.joining(", "));
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
    }

    private static String name(String foreign) {
        return ForeignText.shown(foreign);
    }

    /** Accepts what another accepts, and says of what it does not accept what it is. */
    private static final class Explaining extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager roots;
        private final Optional<Path> file;

        Explaining(X509ExtendedTrustManager roots, Optional<Path> file) {
            this.roots = roots;
            this.file = file;
        }

        /** One way to ask. */
        private interface Question {
            void ask() throws CertificateException;
        }

        private void ask(X509Certificate[] chain, String type, Question question) throws CertificateException {
            try {
                question.ask();
            } catch (CertificateException e) {
                throw UntrustedCertificate.of(chain, e, isTrusted(chain, type), file);
            }
        }

        /** Whoever the host is. */
        private boolean isTrusted(X509Certificate[] chain, String type) {
            try {
                roots.checkServerTrusted(chain, type);
                return true;
            } catch (CertificateException e) {
                return false;
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            ask(chain, type, () -> roots.checkServerTrusted(chain, type, socket));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            ask(chain, type, () -> roots.checkServerTrusted(chain, type, engine));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            ask(chain, type, () -> roots.checkServerTrusted(chain, type));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            roots.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            roots.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            roots.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return roots.getAcceptedIssuers();
        }
    }
}
