package loadtest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An auth Admin API over a real {@code auth.users} that fails where a test asks for it. */
public final class AuthServer implements AutoCloseable {
    public static final String KEY = "service-key-of-the-test";

    /** Of the newer generation, which is no JWT: as a bearer token it is refused. */
    public static final String SECRET_KEY = "sb_secret_of-the-test_0123456789";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/auth/v1/admin/users";

    /** An answer instead of the right one. */
    public record Fault(int status, String body, String retryAfter) {}

    /** What was asked for, such as {@code PUT}, and its body. */
    public record Request(String method, JsonNode body) {}

    public final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    public final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    public final AtomicInteger mostInFlight = new AtomicInteger();
    /** Each creation takes one permit; without a permit no user can be created for now. */
    public final Semaphore creations = new Semaphore(1_000_000);

    private final Map<String, Fault> always = new ConcurrentHashMap<>();
    private final AtomicBoolean loseCreation = new AtomicBoolean();
    private final AtomicBoolean breakCreation = new AtomicBoolean();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private volatile String location;
    private final HttpServer server;
    private final AuthUsersTable users;

    AuthServer(Callable<Connection> database) throws IOException {
        users = new AuthUsersTable(database);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next user is created, but whoever asked for it gets an error. */
    public void loseNextCreation() {
        loseCreation.set(true);
    }

    /** The next user is created, and the connection breaks before its answer. */
    public void breakNextCreation() {
        breakCreation.set(true);
    }

    /** So many connections break before their requests are read. */
    public void breakNext(int connections) {
        broken.set(connections);
    }

    /** From now on every request of this method gets this answer. */
    public void always(String method, Fault fault) {
        always.put(method, fault);
    }

    /** From now on every request to read a user is redirected. */
    public void redirect(String to) {
        location = to;
        always("GET", new Fault(302, "", null));
    }

    /** Ends all faults. */
    public void serveAgain() {
        always.clear();
        faults.clear();
    }

    public long count(String method) {
        return requests.stream().filter(r -> r.method().equals(method)).count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        users.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var now = inFlight.incrementAndGet();
        mostInFlight.accumulateAndGet(now, Math::max);
        try (exchange) {
            if (broken.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                inFlight.decrementAndGet();
                return;
            }
            var body = JSON.readTree(exchange.getRequestBody());
            requests.add(new Request(exchange.getRequestMethod(), body));
            var fault = always.getOrDefault(exchange.getRequestMethod(), faults.poll());
            if (fault != null) {
                if (fault.retryAfter() != null) {
                    exchange.getResponseHeaders().set("Retry-After", fault.retryAfter());
                }
                if (fault.status() / 100 == 3 && location != null) {
                    exchange.getResponseHeaders().set("Location", location);
                }
                answer(exchange, fault.status(), fault.body());
            } else {
                serve(exchange, body);
            }
        } catch (Exception e) {
            answer(exchange, 500, "{\"code\":500,\"msg\":\"" + e.getClass().getSimpleName() + "\"}");
        }
    }

    private void serve(HttpExchange exchange, JsonNode body) throws Exception {
        var headers = exchange.getRequestHeaders();
        var key = headers.getFirst("apikey");
        var bearer = headers.getFirst("authorization");
        if (SECRET_KEY.equals(key) && bearer != null) {
            answer(exchange, 403, "{\"code\":403,\"error_code\":\"bad_jwt\",\"msg\":\"invalid JWT\"}");
            return;
        }
        if (!SECRET_KEY.equals(key) && (!KEY.equals(key) || !("Bearer " + KEY).equals(bearer))) {
            answer(exchange, 401, "{\"message\":\"Invalid API key\"}");
            return;
        }
        var id = exchange.getRequestURI().getPath().substring(PATH.length()).replace("/", "");
        switch (exchange.getRequestMethod()) {
            case "POST" -> create(exchange, body);
            case "DELETE" -> answer(exchange, users.delete(UUID.fromString(id)));
            case "PUT" -> answer(exchange, users.update(UUID.fromString(id), body));
            default -> answer(exchange, users.find(UUID.fromString(id)));
        }
    }

    private void create(HttpExchange exchange, JsonNode body) throws Exception {
        creations.tryAcquire(15, TimeUnit.SECONDS);
        var created = users.create(body);
        if (created.status() == 200 && breakCreation.getAndSet(false)) {
            inFlight.decrementAndGet();
            exchange.close();
        } else if (created.status() == 200 && loseCreation.getAndSet(false)) {
            answer(exchange, 504, "gateway timeout");
        } else {
            answer(exchange, created);
        }
    }

    private void answer(HttpExchange exchange, AuthUsersTable.Reply reply) throws IOException {
        answer(exchange, reply.status(), reply.body());
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        // Before the client can know: its next request may be here sooner than this thread goes on.
        inFlight.decrementAndGet();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
