package loadtest.standin;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where endpoints are registered. Each runs on a worker thread, so it may block; event loops only pass bytes. */
final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String REQUEST_ID = "x-request-id";
    private static final long BODY_LIMIT = 10L * 1024 * 1024;

    private final Router router;
    private final WorkerExecutor workers;

    /** Answers one request; an exception other than a {@link Refusal} means that something of ours is broken. */
    interface Endpoint {
        Answer answer(Call call) throws Exception;
    }

    Api(Vertx vertx) {
        // A few more than connections: some requests render or only wait for one.
        workers = vertx.createSharedWorkerExecutor("stand-in", Db.CONNECTIONS + 4, 60, TimeUnit.SECONDS);
        router = Router.router(vertx);
        router.route().handler(Api::requestId);
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        router.errorHandler(404, context -> send(context, Answer.error(404, "not found")));
        router.errorHandler(405, context -> send(context, Answer.error(405, "method not allowed")));
        router.errorHandler(413, context -> send(context, Answer.error(413, "body over 10 MB")));
    }

    Router router() {
        return router;
    }

    /**
     * @param whenBroken what a client is told if the endpoint itself fails
     */
    void on(HttpMethod method, String path, Endpoint endpoint, Answer whenBroken) {
        router.route(method, path).handler(context -> workers.executeBlocking(
                        () -> answer(endpoint, new Call(context), whenBroken), false)
                .onSuccess(answer -> send(context, answer))
                .onFailure(context::fail));
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

    private static void send(RoutingContext context, Answer answer) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(answer.body());
    }
}
