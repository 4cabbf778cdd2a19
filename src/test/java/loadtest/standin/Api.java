package loadtest.standin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import loadtest.standin.fault.Endpoints;
import loadtest.standin.fault.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where endpoints are registered. Each runs on a worker thread, so it may block; event loops only pass bytes. */
final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String REQUEST_ID = "x-request-id";
    private static final long BODY_LIMIT = 10L * 1024 * 1024;

    private final Vertx vertx;
    private final Router router;
    private final WorkerExecutor workers;
    private final Disruption disruption;

    /** Answers one request; an exception other than a {@link Refusal} means that something of ours is broken. */
    interface Endpoint {
        Answer answer(Call call) throws Exception;
    }

    Api(Vertx vertx) {
        // A few more than connections: some requests render or only wait for one.
        workers = vertx.createSharedWorkerExecutor("stand-in", Db.CONNECTIONS + 4, 60, TimeUnit.SECONDS);
        this.vertx = vertx;
        disruption = new Disruption(vertx);
        router = Router.router(vertx);
        router.route().handler(Api::requestId);
        router.route().handler(Api::noForm);
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        router.errorHandler(404, context -> send(context, Answer.error(404, "not found")));
        router.errorHandler(405, context -> send(context, Answer.error(405, "method not allowed")));
        router.errorHandler(413, context -> send(context, Answer.error(413, "body over 10 MB")));
    }

    Router router() {
        return router;
    }

    /** What goes wrong between the endpoints and their clients. */
    Disruption disruption() {
        return disruption;
    }

    /**
     * @param whenBroken what a client is told if the endpoint itself fails
     */
    void on(HttpMethod method, String path, Endpoint endpoint, Answer whenBroken) {
        var name = method + " " + path;
        if (!Endpoints.ALL.contains(name)) {
            throw new IllegalArgumentException(name + " is not among the endpoints that fault plans know");
        }
        router.route(method, path)
                .handler(context -> disruption.answer(
                        context, name, whenBroken, () -> work(endpoint, new Call(context), whenBroken)));
    }

    /** An endpoint that is no part of the products: no fault touches it. */
    void beside(HttpMethod method, String path, Endpoint endpoint) {
        router.route(method, path)
                .handler(context -> work(endpoint, new Call(context), Answer.error(500, "failed; its log says why"))
                        .onSuccess(answer -> send(context, answer))
                        .onFailure(context::fail));
    }

    private Future<Answer> work(Endpoint endpoint, Call call, Answer whenBroken) {
        return workers.executeBlocking(() -> answer(endpoint, call, whenBroken), false);
    }

    void get(String path, Endpoint endpoint, Answer whenBroken) {
        on(HttpMethod.GET, path, endpoint, whenBroken);
    }

    void post(String path, Endpoint endpoint, Answer whenBroken) {
        on(HttpMethod.POST, path, endpoint, whenBroken);
    }

    private static Answer answer(Endpoint endpoint, Call call, Answer whenBroken) {
        try {
            return endpoint.answer(call);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (Exception e) {
            var request = call.context().request();
            // One line: an outage under load must not drown the log; the trace is there at debug.
            LOG.warn("{} {}: {}", request.method(), request.path(), e.toString());
            LOG.debug("its trace", e);
            return whenBroken;
        }
    }

    private static void requestId(RoutingContext context) {
        var given = context.request().getHeader(REQUEST_ID);
        context.response()
                .putHeader(
                        REQUEST_ID,
                        given == null || given.isBlank() ? UUID.randomUUID().toString() : given);
        context.next();
    }

    /** The products take no forms, and curl calls every body one unless told otherwise. */
    private static void noForm(RoutingContext context) {
        var type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        context.next();
    }

    private void send(RoutingContext context, Answer answer) {
        Delivery.send(vertx, context.request(), answer, Trouble.NONE);
    }
}
