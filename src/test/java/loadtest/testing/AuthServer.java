package loadtest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
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
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;
    private final Callable<Connection> database;

    AuthServer(Callable<Connection> database) throws IOException {
        this.database = database;
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

    /** From now on every request of this method gets this answer. */
    public void always(String method, Fault fault) {
        always.put(method, fault);
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
    }

    private void handle(HttpExchange exchange) throws IOException {
        var now = inFlight.incrementAndGet();
        mostInFlight.accumulateAndGet(now, Math::max);
        try (exchange) {
            var body = JSON.readTree(exchange.getRequestBody());
            requests.add(new Request(exchange.getRequestMethod(), body));
            var fault = always.getOrDefault(exchange.getRequestMethod(), faults.poll());
            if (fault != null) {
                if (fault.retryAfter() != null) {
                    exchange.getResponseHeaders().set("Retry-After", fault.retryAfter());
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
        if (!KEY.equals(headers.getFirst("apikey")) || !("Bearer " + KEY).equals(headers.getFirst("authorization"))) {
            answer(exchange, 401, "{\"message\":\"Invalid API key\"}");
            return;
        }
        var id = exchange.getRequestURI().getPath().substring(PATH.length()).replace("/", "");
        try (var connection = database.call()) {
            switch (exchange.getRequestMethod()) {
                case "POST" -> create(exchange, connection, body);
                case "DELETE" -> delete(exchange, connection, UUID.fromString(id));
                case "PUT" -> update(exchange, connection, UUID.fromString(id), body);
                default -> find(exchange, connection, UUID.fromString(id));
            }
        }
    }

    private void create(HttpExchange exchange, Connection connection, JsonNode body) throws Exception {
        var sql = "insert into auth.users (id, email, raw_app_meta_data, raw_user_meta_data, email_confirmed_at)"
                + " values (?, ?, ?::jsonb, ?::jsonb, now()) on conflict do nothing";
        var id = UUID.fromString(body.get("id").asText());
        creations.tryAcquire(15, TimeUnit.SECONDS);
        try (var insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setString(2, body.get("email").asText());
            insert.setString(3, body.get("app_metadata").toString());
            insert.setString(4, body.get("user_metadata").toString());
            if (insert.executeUpdate() == 0) {
                answer(exchange, 422, "{\"code\":422,\"error_code\":\"email_exists\",\"msg\":\"already registered\"}");
                return;
            }
        }
        if (loseCreation.getAndSet(false)) {
            answer(exchange, 504, "gateway timeout");
            return;
        }
        find(exchange, connection, id);
    }

    private void update(HttpExchange exchange, Connection connection, UUID id, JsonNode body) throws Exception {
        var sql = "update auth.users set email = ?, raw_app_meta_data = raw_app_meta_data || ?::jsonb,"
                + " raw_user_meta_data = raw_user_meta_data || ?::jsonb,"
                + " email_confirmed_at = coalesce(email_confirmed_at, now()) where id = ?";
        try (var update = connection.prepareStatement(sql)) {
            update.setString(1, body.get("email").asText());
            update.setString(2, body.get("app_metadata").toString());
            update.setString(3, body.get("user_metadata").toString());
            update.setObject(4, id);
            update.executeUpdate();
        }
        find(exchange, connection, id);
    }

    private void delete(HttpExchange exchange, Connection connection, UUID id) throws Exception {
        try (var delete = connection.prepareStatement("delete from auth.users where id = ?")) {
            delete.setObject(1, id);
            delete.executeUpdate();
        }
        answer(exchange, 200, "{}");
    }

    private void find(HttpExchange exchange, Connection connection, UUID id) throws SQLException, IOException {
        var sql = "select email, raw_app_meta_data, raw_user_meta_data, email_confirmed_at from auth.users"
                + " where id = ?";
        try (var query = connection.prepareStatement(sql)) {
            query.setObject(1, id);
            var row = query.executeQuery();
            if (!row.next()) {
                answer(exchange, 404, "{\"code\":404,\"error_code\":\"user_not_found\",\"msg\":\"User not found\"}");
                return;
            }
            ObjectNode user = JSON.createObjectNode().put("id", id.toString()).put("email", row.getString(1));
            user.set("app_metadata", JSON.readTree(row.getString(2)));
            user.set("user_metadata", JSON.readTree(row.getString(3)));
            user.put("email_confirmed_at", row.getString(4));
            answer(exchange, 200, user.toString());
        }
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        // Before the client can know: its next request may be here sooner than this thread goes on.
        inFlight.decrementAndGet();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
