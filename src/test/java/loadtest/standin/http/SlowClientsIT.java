package loadtest.standin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients who take their time, at a server that has little of it. */
@Timeout(60)
class SlowClientsIT {
    private static final SlowClients.Patience LITTLE =
            new SlowClients.Patience(Duration.ofMillis(500), Duration.ofSeconds(2));

    private static final String QUICK = "POST /control/quick HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok";
    private static final String SLOW = QUICK.replace("quick", "slow");

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch othersAreGone = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() {
        var api = new Api(vertx, LITTLE);
        api.beside(HttpMethod.POST, "/control/quick", call -> ApiAnswer.error(200, "none"));
        api.beside(HttpMethod.POST, "/control/slow", call -> {
            othersAreGone.await(30, TimeUnit.SECONDS);
            return ApiAnswer.error(200, "none");
        });
        server = api.server("127.0.0.1", 0);
        server.listen().await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void areDroppedWhateverTheyAreSlowAt() throws Exception {
        try (var silent = client("");
                var slowHead = client("POST /control/quick HTTP/1.1\r\nHo");
                var slowBody = client("POST /control/quick HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\no");
                var slowChunks =
                        client("POST /control/quick HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx");
                var once = client(QUICK);
                var waits = client(SLOW)) {
            assertThat(answer(once)).startsWith("HTTP/1.1 200");

            assertDropped(silent);
            assertDropped(slowHead);
            assertDropped(slowBody);
            assertDropped(slowChunks);
            assertDropped(once);

            othersAreGone.countDown();
            assertThat(answer(waits)).as("who waits for an answer").startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void areDroppedThoughTheySendAByteNowAndThen() throws Exception {
        try (var dripping = client("POST /control/quick HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n")) {
            dripping.setSoTimeout(20);
            var sent = 0;
            while (!dropped(dripping)) {
                sent++;
                assertThat(sent).as("bytes, one in 20 ms").isLessThan(1_000);
            }
            assertThat(sent).isPositive();
        }
    }

    @Test
    void keepTheirConnectionFromOneRequestToTheNext() throws Exception {
        try (var client = client(QUICK)) {
            for (var i = 0; i < 20; i++) {
                assertThat(answer(client)).startsWith("HTTP/1.1 200");
                client.getOutputStream().write(QUICK.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(answer(client)).startsWith("HTTP/1.1 200");
        }
    }

    private Socket client(String sends) throws IOException {
        var socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(sends.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Sends one more byte and waits up to 20 ms for the server to close the connection. */
    private static boolean dropped(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static void assertDropped(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read()).as("the server has closed").isNegative();
    }

    private static String answer(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("}") < 0) {
            var next = socket.getInputStream().read();
            assertThat(next).as("open after '%s'", text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
