package loadtest.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * A target whose answers say which request each is of, under a status of its own from {@value #FIRST_STATUS} on, and
 * come in another order than the requests. An empty request gets 400, so that the load begins.
 */
public final class EchoingTarget implements AutoCloseable {
    public static final int FIRST_STATUS = 500;

    private final LoopbackServer server;
    private final AtomicInteger count = new AtomicInteger();
    private final Answer answer;

    /** What comes of a request: its body in bytes, in which headers may be set; null closes the connection. */
    @FunctionalInterface
    public interface Answer {
        byte[] of(HttpExchange exchange, String body, int n) throws IOException;
    }

    public EchoingTarget(Answer answer) throws IOException {
        this.answer = answer;
        server = new LoopbackServer(this::handle);
    }

    /** An answer that holds the request's own header and body. */
    public static byte[] echo(HttpExchange exchange, String header, String body, int n) {
        return String.format(
                        Locale.ROOT,
                        "{\"id\":\"%s\",\"n\":%d,\"sent\":%s}",
                        exchange.getRequestHeaders().getFirst(header),
                        n,
                        body)
                .getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] zipped(byte[] body) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(body);
        }
        return zipped.toByteArray();
    }

    /** A body of so many bytes that begins with another. */
    public static byte[] padded(byte[] beginning, int length) {
        var body = Arrays.copyOf(beginning, length);
        Arrays.fill(body, beginning.length, length, (byte) 'x');
        return body;
    }

    public String url(String path) {
        return server.url(path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (body.length() <= 2) {
                LoopbackServer.send(exchange, 400, "{\"error\":\"empty\"}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            var n = count.getAndIncrement();
            var answered = answer.of(exchange, body, n);
            if (answered != null) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(40)); // answers overtake each other
                LoopbackServer.send(exchange, FIRST_STATUS + n, answered);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
