package loadtest.seed.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.settings.ProbeClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void doesNotWaitForAServerThatAsksForTooMuch() throws Exception {
        retryAfter = "3600";
        assertThat(send(429, 200)).isEqualTo(429);
        assertThat(asked).hasValue(1);
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
