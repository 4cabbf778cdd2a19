package loadtest.standin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loadtest.settings.BadInput;
import loadtest.standin.http.Api;
import loadtest.standin.http.Ports;
import loadtest.standin.http.SlowClients;

/** The stand-in's HTTP server, on loopback only; no endpoint is there until somebody registers it. */
final class HttpService implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final int PATIENCE_SECONDS = 5;

    private final Vertx vertx;
    private final Api api;
    private final HttpServer server;

    private HttpService(Vertx vertx, Api api, HttpServer server) {
        this.vertx = vertx;
        this.api = api;
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param port 0 for a free one
     * @throws BadInput if the port is taken
     */
    static HttpService listen(int port) {
        // Without this it copies resources to a folder in the machine's temporary one.
        var files = new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        var vertx =
                Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setFileSystemOptions(files));
        var api = new Api(vertx, SlowClients.Patience.USUAL);
        var service = new HttpService(vertx, api, api.server(StandIn.HOST, port));
        try {
            service.server.listen().await();
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw Ports.unavailable(port, e);
        }
    }

    Api api() {
        return api;
    }

    String address() {
        return "http://" + StandIn.HOST + ":" + server.actualPort();
    }

    @Override
    public void close() {
        try {
            await(server.close());
        } finally {
            // After the server, so that no request finds no worker.
            await(vertx.close());
        }
    }

    private static void await(Future<Void> closed) {
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the server did not close in " + PATIENCE_SECONDS + " s", e);
        }
    }
}
