package loadtest.seed.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.settings.Daemon;
import loadtest.settings.ProbeClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private final AtomicInteger asked = new AtomicInteger();
    private Retry retry = new Retry(Duration.ofMillis(1), Duration.ofSeconds(2));
    private volatile int[] statuses;
    private volatile String retryAfter;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var status = statuses[Math.min(asked.getAndIncrement(), statuses.length - 1)];
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void triesAgainWhileTheServerIsBusyOrBroken() throws Exception {
        assertThat(send(429, 503, 200)).isEqualTo(200);
        assertThat(asked).hasValue(3);
    }

    @Test
    void takesARefusalAsFinal() throws Exception {
        assertThat(send(401)).isEqualTo(401);
        assertThat(asked).hasValue(1);
    }

    @Test
    void givesUpAfterFiveAttempts() throws Exception {
        assertThat(send(500)).isEqualTo(500);
        assertThat(asked).hasValue(Retry.ATTEMPTS);
    }

    @Test
    @Timeout(60)
    void waitsAsTheServerAsksAndNotAsItWouldItself() throws Exception {
        retryAfter = "0";
        retry = new Retry(Duration.ofHours(1), Duration.ofHours(1));
        assertThat(send(429, 200)).isEqualTo(200);
    }

    /** The usual waits would be hours. */
    @Test
    @Timeout(60)
    void takesADateToo() throws Exception {
        retry = new Retry(Duration.ofHours(1), Duration.ofSeconds(30));
        retryAfter = "Thu Jan  1 00:00:00 1970";
        assertThat(send(429, 200)).isEqualTo(200);
        asked.set(0);
        retryAfter = "Tuesday, 31-Dec-69 00:00:00 GMT";
        assertThat(send(429, 200)).isEqualTo(429);
    }

    @Test
    void doesNotWaitForAServerThatAsksForTooMuch() throws Exception {
        retryAfter = "3600";
        assertThat(send(429, 200)).isEqualTo(429);
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void triesAgainAfterAConnectionThatBroke(boolean reset) throws Exception {
        try (var breaking = new BreakingServer(2, reset)) {
            assertThat(breaking.send(retry)).isEqualTo(200);
            assertThat(breaking.connections).hasValue(3);
        }
    }

    @Test
    void givesUpAfterThreeConnectionsThatBroke() throws Exception {
        try (var breaking = new BreakingServer(9, true)) {
            assertThatThrownBy(() -> breaking.send(retry)).isInstanceOf(IOException.class);
            assertThat(breaking.connections).hasValue(Retry.CONNECTIONS);
        }
    }

    @Test
    void asksForANameThatNobodyKnowsOnce() {
        assertThatThrownBy(() -> retry.send(() -> {
                    asked.incrementAndGet();
                    throw new UnknownHostException("no.such.host");
                }))
                .isInstanceOf(UnknownHostException.class);
        assertThat(asked).hasValue(1);
    }

    /** Breaks the first connections once it has heard something, and answers on the others. */
    private static final class BreakingServer implements AutoCloseable {
        private final AtomicInteger connections = new AtomicInteger();
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Thread thread;

        BreakingServer(int broken, boolean reset) throws IOException {
            thread = Daemon.thread("breaking-server", () -> serve(broken, reset));
            thread.start();
        }

        int send(Retry retry) throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.getLocalPort()))
                    .build();
            try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
                return retry.send(() -> client.send(request)).statusCode();
            }
        }

        private void serve(int broken, boolean reset) {
            try {
                while (true) {
                    try (var client = listener.accept()) {
                        client.getInputStream().read();
                        if (connections.incrementAndGet() > broken) {
                            client.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                            client.shutdownOutput();
                            client.getInputStream().readAllBytes();
                        } else if (reset) {
                            client.setSoLinger(true, 0);
                        }
                    }
                }
            } catch (IOException e) {
                // closed
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int send(int... answers) throws Exception {
        statuses = answers;
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build();
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            return retry.send(() -> client.send(request)).statusCode();
        }
    }
}
