package loadtest.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.settings.ProbeClient;

/**
 * Stands before a real target and answers some paths itself, wrongly. Everything else passes through. Keeps what it
 * was sent.
 */
public final class FaultyGateway implements AutoCloseable {
    /** Of the client's headers; the rest are the two connections' own business. */
    private static final Set<String> PASSED_ON =
            Set.of("authorization", "content-type", "x-bridge-secret", "x-idempotency-key", "accept");

    private final LoopbackServer server;
    private final URI target;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> closings = new ConcurrentHashMap<>();
    private volatile Optional<String> cookie = Optional.empty();
    private volatile boolean echoes;
    private volatile boolean nests;
    private volatile Optional<String> method = Optional.empty();

    /** A wrong answer. */
    record Fault(int status, String body) {}

    public FaultyGateway(String target) throws IOException {
        this.target = URI.create(target);
        server = new LoopbackServer(this::answer);
    }

    public FaultyGateway answering(String path, int status, String body) {
        faults.put(path, new Fault(status, body));
        return this;
    }

    public FaultyGateway redirecting(String path, String to) {
        redirects.put(path, to);
        return answering(path, 302, "");
    }

    /** Closes the connection of the nth request to a path, in order and without an answer. */
    public FaultyGateway closing(String path, int nth) {
        closings.put(path, new AtomicInteger(nth));
        return this;
    }

    /** From now on it hands on each request with a body by this method, whatever method it came by. */
    public FaultyGateway forwardingAs(String method) {
        this.method = Optional.of(method);
        return this;
    }

    /** From now on each answer sets this cookie. */
    public FaultyGateway settingCookie(String value) {
        cookie = Optional.of(value);
        return this;
    }

    /**
     * From now on it fails everything, and its answers hold all that was sent to it. An empty request gets 400, so
     * that the load begins; what {@link #answering} says stays.
     */
    public FaultyGateway echoing() {
        echoes = true;
        return this;
    }

    /** From now on what succeeds is answered within {@code data}, as some deployments do. */
    public FaultyGateway nesting() {
        nests = true;
        return this;
    }

    /** Every request with its headers and its body, as text. */
    public List<String> received() {
        return received;
    }

    /** Its own address of a path. */
    public String url(String path) {
        return server.url(path);
    }

    private static byte[] nested(ProbeClient.Response answer) {
        return answer.statusCode() / 100 == 2
                ? ("{\"data\":" + answer.body() + "}").getBytes(StandardCharsets.UTF_8)
                : answer.bytes();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestBody().readAllBytes();
            var seen = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet() + " " + new String(request, StandardCharsets.UTF_8);
            received.add(seen);
            var closing = closings.get(exchange.getRequestURI().getPath());
            if (closing != null && closing.decrementAndGet() == 0) {
                return;
            }
            Optional.ofNullable(redirects.get(exchange.getRequestURI().getPath()))
                    .ifPresent(to -> exchange.getResponseHeaders().add("Location", to));
            cookie.ifPresent(value -> exchange.getResponseHeaders().add("Set-Cookie", value));
            var echo = new Fault(
                    request.length == 2 ? 400 : 500,
                    new ObjectMapper().writeValueAsString(Map.of("error", seen, "message", seen)));
            var fault = faults.getOrDefault(exchange.getRequestURI().getPath(), echoes ? echo : null);
            if (fault != null) {
                send(exchange, fault.status(), "application/json", fault.body().getBytes(StandardCharsets.UTF_8));
            } else {
                var answer = forward(exchange, request);
                var type = answer.headers().firstValue("content-type").orElse("application/json");
                send(exchange, answer.statusCode(), type, nests ? nested(answer) : answer.bytes());
            }
        }
    }

    private ProbeClient.Response forward(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(
                        method.filter(other -> body.length > 0).orElse(exchange.getRequestMethod()),
                        HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, values.get(0));
            }
        });
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            return client.send(request.build());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().put("Content-Type", List.of(type));
        LoopbackServer.send(exchange, status, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
