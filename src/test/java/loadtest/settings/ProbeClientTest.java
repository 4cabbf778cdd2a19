package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against servers that answer well, too much, too late, and not at all. */
@Timeout(60)
class ProbeClientTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ProbeClient client = new ProbeClient(1_000);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsMethodHeadersAndBodyAndReadsTheAnswer() throws Exception {
        serve(exchange -> {
            var seen = exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("X-Secret") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Seen", "yes");
            answer(exchange, 418, seen);
        });
        var response = client.send(request()
                .header("X-Secret", "é")
                .PUT(BodyPublishers.ofString("ü"))
                .build());

        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.body())
                .as("one byte for each character of a header")
                .isEqualTo("PUT é ü");
        assertThat(response.headers().firstValue("x-seen")).contains("yes");
    }

    @Test
    void followsNoRedirectAndKeepsNoCookie() throws Exception {
        serve(exchange -> {
            var cookie = exchange.getRequestHeaders().getFirst("Cookie");
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            answer(exchange, 302, "cookie " + cookie);
        });
        for (var n = 0; n < 2; n++) {
            var response = client.send(request().build());
            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(response.body()).isEqualTo("cookie null");
        }
    }

    @Test
    void readsNoMoreThanItsLimit() throws Exception {
        serve(exchange -> answer(exchange, 200, "x".repeat(1_000)));
        assertThat(client.send(request().build()).body()).hasSize(1_000);

        serve(exchange -> answer(exchange, 200, "x".repeat(1_001)));
        assertThatThrownBy(() -> client.send(request().build())).isInstanceOf(ProbeClient.TooLong.class);
    }

    @Test
    void readsWhatAServerCompressesUnasked() throws Exception {
        for (var text : new String[] {"x".repeat(1_000), ""}) {
            serve(exchange -> gzipped(exchange, compressed(text)));
            assertThat(client.send(request().build()).body()).isEqualTo(text);
        }
        serve(exchange -> gzipped(exchange, new byte[0]));
        assertThat(client.send(request().build()).bytes()).isEmpty();

        serve(exchange -> gzipped(exchange, compressed("x".repeat(1_000_000))));
        assertThatThrownBy(() -> client.send(request().build())).isInstanceOf(ProbeClient.TooLong.class);
    }

    private static byte[] compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void gzipped(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void waitsForTheWholeAnswerNoLongerThanItsTimeout() {
        serve(exchange -> await());
        assertLate();
        serve(this::drip);
        assertLate();
    }

    @Test
    void closingAbortsOutstandingRequests() throws Exception {
        var asked = new CountDownLatch(1);
        serve(exchange -> {
            asked.countDown();
            await();
        });
        var call = threads.submit(() -> client.send(request().build()));
        asked.await();
        client.close();

        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void saysInTheNamesOfTheJdkWhatWentWrong() {
        serve(HttpExchange::close);
        assertThatThrownBy(() -> client.send(request().build())).isExactlyInstanceOf(IOException.class);
        server.stop(0);
        assertThatThrownBy(() -> client.send(request().build())).isExactlyInstanceOf(ConnectException.class);
    }

    private void assertLate() {
        assertThatThrownBy(() ->
                        client.send(request().timeout(Duration.ofSeconds(1)).build()))
                .isInstanceOf(HttpTimeoutException.class)
                .hasMessage("no whole answer within 1 s");
    }

    /** A byte now and then, so that no single read is late. */
    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private void serve(HttpHandler handler) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException e) {
            // the first one
        }
        server.createContext("/", handler);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
