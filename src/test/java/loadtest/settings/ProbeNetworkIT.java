package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import loadtest.testing.ForwardProxy;
import loadtest.testing.ThrowAwayAuthority;
import loadtest.testing.TlsFront;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked beside the load: through proxies of every kind, and of servers with certificates of every kind. */
@Timeout(60)
class ProbeNetworkIT {
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("gateway-user:p@ss#{x}".getBytes(StandardCharsets.UTF_8));
    private static final String WHOSE = " (issued to CN=A server by " + ThrowAwayAuthority.NAME + ")";

    @TempDir
    static Path folder;

    private static ThrowAwayAuthority authority;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        authority = new ThrowAwayAuthority(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aServerIsTrustedForAnAuthorityOfTheFile() throws Exception {
        try (var front = front(authority.server("dns:localhost,ip:127.0.0.1"))) {
            for (var host : new String[] {"localhost", "127.0.0.1"}) {
                assertThat(status("https://" + host + ":" + front.port(), Map.of("PERF_CA_FILE", pem())))
                        .isEqualTo(200);
            }
            assertThat(trouble("https://localhost:" + front.port(), Map.of()))
                    .startsWith("cannot be trusted: its certificate is not trusted (issued to CN=A server by "
                            + ThrowAwayAuthority.NAME + ": unable to find valid certification path to requested"
                            + " target): if that is meant, set PERF_CA_FILE to a PEM file with the certificate of its"
                            + " authority");
        }
    }

    @Test
    void eachTroubleWithACertificateIsToldApart() throws Exception {
        var trusting = Map.of("PERF_CA_FILE", pem());
        try (var front = front(authority.server("dns:a.example.com,dns:b.example.com"))) {
            assertThat(trouble("https://localhost:" + front.port(), trusting))
                    .startsWith(
                            "cannot be trusted: its certificate is for a.example.com, b.example.com and not for this"
                                    + " host" + WHOSE + ": is the address right?");
        }
        try (var front = front(authority.server("dns:localhost", "-30d"))) {
            assertThat(trouble("https://localhost:" + front.port(), trusting))
                    .startsWith("cannot be trusted: its certificate expired at 20")
                    .contains(WHOSE + ": it has to be renewed there");
            assertThat(trouble("https://localhost:" + front.port(), Map.of())).contains("expired at 20");
        }
        try (var front = front(authority.server("dns:localhost", "+30d"))) {
            assertThat(trouble("https://localhost:" + front.port(), trusting))
                    .startsWith("cannot be trusted: its certificate is not valid before 20")
                    .contains(WHOSE + ": is this machine's clock right?");
        }
        try (var front = front(authority.selfSigned())) {
            assertThat(trouble("https://localhost:" + front.port(), Map.of()))
                    .contains(
                            "is not trusted (issued to CN=Throw-away CA by CN=Throw-away CA, itself: ",
                            "set PERF_CA_FILE to a PEM file with it");
        }
        var other = Files.createDirectories(folder.resolve("another"));
        var stranger = new ThrowAwayAuthority(other).pem();
        try (var front = front(authority.server("dns:localhost"))) {
            assertThat(trouble("https://localhost:" + front.port(), Map.of("PERF_CA_FILE", stranger.toString())))
                    .contains("): PERF_CA_FILE=" + stranger + " does not hold the certificate of its authority");
        }
        try (var plain = ForwardProxy.refusing("400 Bad Request")) {
            assertThat(trouble("https://localhost:" + plain.port(), trusting))
                    .startsWith("does not answer (no TLS was agreed on: ");
        }
    }

    @Test
    void aProxyIsAskedWithItsLoginAtOnce() throws Exception {
        try (var proxy = new ForwardProxy(server.getAddress().getPort())) {
            var given = Map.of("HTTP_PROXY", "http://gateway-user:p%40ss%23%7Bx%7D@127.0.0.1:" + proxy.port());

            assertThat(status("http://a.staging.example.com:8080/x", given)).isEqualTo(200);
            assertThat(proxy.requests()).containsExactly("GET http://a.staging.example.com:8080");
            assertThat(proxy.logins()).containsExactly(BASIC);
            assertThat(status("http://127.0.0.1:" + server.getAddress().getPort(), given))
                    .isEqualTo(200);
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void aTunnelIsMadeToWhatIsEncrypted() throws Exception {
        var gateway = authority.server("dns:localhost");
        try (var front = front(authority.server("dns:a.staging.example.com"));
                var proxy = new ForwardProxy(front.port());
                var encrypted = ForwardProxy.encrypted(front.port(), gateway.getServerSocketFactory())) {
            var login = "gateway-user:p%40ss%23%7Bx%7D@";

            assertThat(status(
                            "https://a.staging.example.com",
                            Map.of("HTTPS_PROXY", login + "127.0.0.1:" + proxy.port(), "PERF_CA_FILE", pem())))
                    .isEqualTo(200);
            assertThat(status(
                            "https://a.staging.example.com",
                            Map.of(
                                    "HTTPS_PROXY",
                                    "https://" + login + "localhost:" + encrypted.port(),
                                    "PERF_CA_FILE",
                                    pem())))
                    .isEqualTo(200);
            for (var asked : new ForwardProxy[] {proxy, encrypted}) {
                assertThat(asked.requests()).containsExactly("CONNECT a.staging.example.com:443");
                assertThat(asked.logins()).containsExactly(BASIC);
            }
        }
    }

    @Test
    void whatAProxyRefusesIsSaidToBeTheProxys() throws Exception {
        var advice = "; check the proxy, the address and NO_PROXY";
        try (var proxy = ForwardProxy.refusing("407 Proxy Authentication Required")) {
            for (var scheme : new String[] {"http", "https"}) {
                assertThat(trouble(scheme + "://a.staging.example.com", both(proxy.port())))
                        .isEqualTo("does not answer through the proxy http://127.0.0.1:" + proxy.port() + " ("
                                + scheme.toUpperCase(Locale.ROOT)
                                + "_PROXY) (the proxy itself answers 407: it wants another login, as user:password@"
                                + " before its host)" + advice);
            }
        }
        try (var proxy = ForwardProxy.refusing("403 Forbidden")) {
            assertThat(trouble("https://a.staging.example.com", both(proxy.port())))
                    .contains(" (the proxy itself answers 403)" + advice);
        }
        assertThat(trouble("https://a.staging.example.com", both(9)))
                .isEqualTo("does not answer through the proxy http://127.0.0.1:9 (HTTPS_PROXY) (connection refused)"
                        + advice);
    }

    @Test
    void allAddressesOfANameAreListed() {
        assertThat(ProbeFailure.addresses("api.example.com", host -> new InetAddress[] {
                    InetAddress.getByAddress(new byte[] {10, 0, 0, 1}),
                    InetAddress.getByAddress(new byte[] {10, 0, 0, 2})
                }))
                .isEqualTo("; api.example.com is 10.0.0.1, 10.0.0.2");
    }

    private static Map<String, String> both(int port) {
        return Map.of("HTTP_PROXY", "u:canary@127.0.0.1:" + port, "HTTPS_PROXY", "u:canary@127.0.0.1:" + port);
    }

    private static int status(String address, Map<String, String> given) throws IOException {
        try (var client = new ProbeClient(1_000, network(given))) {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build())
                    .statusCode();
        }
    }

    private static String trouble(String address, Map<String, String> given) {
        var thrown = catchThrowableOfType(IOException.class, () -> status(address, given));
        return ProbeFailure.sentence(thrown, URI.create(address), network(given), "does not answer", ": up?");
    }

    private static Network network(Map<String, String> given) {
        return Settings.of(new HashMap<>(given)).network();
    }

    private static TlsFront front(SSLContext context) throws IOException {
        return new TlsFront(context, server.getAddress().getPort());
    }

    private static String pem() {
        return authority.pem().toString();
    }
}
