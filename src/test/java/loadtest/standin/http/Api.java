package loadtest.standin.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import loadtest.standin.database.Db;
import loadtest.standin.fault.Endpoints;
import loadtest.standin.fault.RequestFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where endpoints are registered. Each runs on a worker thread, so it may block; event loops only pass bytes. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String REQUEST_ID = "x-request-id";

    private final Vertx vertx;
    private final Router router;
    private final WorkerExecutor workers;
    private final SlowClients clients;
    private final Disruption disruption;
    private final Map<String, Consumer<Call>> checks = new ConcurrentHashMap<>();

    /** Answers one request; an exception other than a {@link Refusal} means that something of ours is broken. */
    public interface Endpoint {
        ApiAnswer answer(Call call) throws Exception;
    }

    /** @param patience with clients who are slow */
    public Api(Vertx vertx, SlowClients.Patience patience) {
        // A few more than connections: some requests render or only wait for one.
        workers = vertx.createSharedWorkerExecutor("stand-in", Db.CONNECTIONS + 4, 60, TimeUnit.SECONDS);
        this.vertx = vertx;
        clients = new SlowClients(vertx, patience);
        disruption = new Disruption(vertx);
        router = Router.router(vertx);
        // Of one route, since each costs every request a match.
        router.route()
                .handler(clients::begins)
                .handler(Api::requestId)
                .handler(this::address)
                .handler(new Bodies(this::send))
                .handler(clients::complete);
        router.errorHandler(404, context -> refuse(context, ApiAnswer.error(404, "not found")));
        router.errorHandler(405, context -> refuse(context, ApiAnswer.error(405, "method not allowed")));
    }

    /** The server of all endpoints; it does not listen yet. */
    public HttpServer server(String host, int port) {
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setAcceptBacklog(1_024)
                .setHandle100ContinueAutomatically(true)
                // Where it might be HTTP/2, a connection is heard of with its first bytes, and some send none.
                .setHttp2ClearTextEnabled(false)
                // No endpoint is a web socket, and every message would pass their compression.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        var server = vertx.createHttpServer(options).requestHandler(router);
        clients.watch(server);
        return server;
    }

    /** The faults between the endpoints and their clients. */
    public Disruption disruption() {
        return disruption;
    }

    /**
     * @param whenBroken the answer if the endpoint itself fails
     */
    public void on(HttpMethod method, String path, Endpoint endpoint, ApiAnswer whenBroken) {
        var name = method + " " + path;
        Endpoints.serve(name);
        router.route(method, path)
                .handler(context -> disruption.answer(
                        context, name, whenBroken, () -> work(endpoint, new Call(context), whenBroken)));
    }

    /**
     * A check of what no endpoint takes, below this path.
     *
     * @param check refuses by a {@link Refusal}; it must not block
     */
    public void otherwise(String below, Consumer<Call> check) {
        checks.put(below, check);
    }

    private void refuse(RoutingContext context, ApiAnswer usual) {
        try {
            checks.forEach((below, check) -> {
                if (context.request().path().startsWith(below)) {
                    check.accept(new Call(context));
                }
            });
            send(context, usual);
        } catch (Refusal refusal) {
            send(context, refusal.answer());
        }
    }

    /** An endpoint that is no part of the products: no fault touches it. */
    public void beside(HttpMethod method, String path, Endpoint endpoint) {
        router.route(method, path)
                .handler(context -> work(endpoint, new Call(context), ApiAnswer.error(500, "failed; its log says why"))
                        .onSuccess(answer -> send(context, answer))
                        .onFailure(context::fail));
    }

    private Future<ApiAnswer> work(Endpoint endpoint, Call call, ApiAnswer whenBroken) {
        return workers.executeBlocking(() -> answer(endpoint, call, whenBroken), false);
    }

    public void get(String path, Endpoint endpoint, ApiAnswer whenBroken) {
        on(HttpMethod.GET, path, endpoint, whenBroken);
    }

    public void post(String path, Endpoint endpoint, ApiAnswer whenBroken) {
        on(HttpMethod.POST, path, endpoint, whenBroken);
    }

    private static ApiAnswer answer(Endpoint endpoint, Call call, ApiAnswer whenBroken) {
        try {
            return endpoint.answer(call);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (Exception e) {
            LOG.debug("its trace", e);
            if (isOfTheRequest(e)) {
                return ApiAnswer.error(400, "a value of the request cannot be stored");
            }
            var request = call.context().request();
            // One line: an outage under load must not drown the log; the trace is there at debug.
            LOG.warn("{} {}: {}", request.method(), request.path(), e.toString());
            return whenBroken;
        }
    }

    /** Data exceptions (class 22), such as a NUL in a text, and what exceeds Postgres' limits (54), such as a long key. */
    private static boolean isOfTheRequest(Exception e) {
        return e instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().matches("(22|54).*");
    }

    private static void requestId(RoutingContext context) {
        var given = context.request().getHeader(REQUEST_ID);
        context.response().putHeader(REQUEST_ID, given == null || given.isBlank() ? anyId() : given);
        context.next();
    }

    /** Nobody has to guess it, so it needs no secure generator, which costs as much as reading the body. */
    private static String anyId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Of an address that no client means, such as one with {@code %00} or half an escape, no route is sought. */
    private void address(RoutingContext context) {
        if (isSound(context.request().uri())) {
            context.next();
        } else {
            send(context, ApiAnswer.error(400, "the address is malformed"));
        }
    }

    static boolean isSound(String uri) {
        if (uri.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return false;
        }
        if (uri.indexOf('%') < 0) {
            return true;
        }
        try {
            // Bytes that are no UTF-8 come out as U+FFFD.
            var plain = URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
            return plain.indexOf('\0') < 0 && plain.indexOf('\uFFFD') < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void send(RoutingContext context, ApiAnswer answer) {
        Delivery.send(vertx, context.request(), answer, RequestFaults.NONE);
    }
}
