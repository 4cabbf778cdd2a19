package loadtest.report.page;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Shows a run while it goes: a page on loopback, fed by server-sent events. Each event is the whole run so far, as one
 * line of JSON, so that a late viewer misses nothing. A viewer who does not take what is sent is dropped; nothing here
 * can hold up the run.
 *
 * <p>{@code GET /} is the page, {@code GET /events} the stream, {@code GET /summary.json} the run so far.
 */
public final class LiveView implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int PATIENCE = 5; // events that a viewer may leave unread
    private static final long FAREWELL_SECONDS = 1;

    private final Vertx vertx;
    private final HttpServer server;
    private final Promise<Void> farewell = Promise.promise();
    private final String page;
    private final Set<Viewer> viewers = new HashSet<>(); // touched on the one event loop only

    private String latest = "";
    private boolean ended;

    private LiveView(String page, int port) {
        this.page = page;
        // Without these it copies resources to a folder in the machine's temporary one.
        var files = new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(files));
        server = vertx.createHttpServer(new HttpServerOptions().setHost(HOST).setPort(port))
                .requestHandler(this::answer)
                .listen()
                .await();
    }

    /**
     * Opens it.
     *
     * @param page the HTML that reads {@code /events}
     * @param port where it is to listen; another free one is taken where somebody listens there already, or it is 0
     */
    public static LiveView open(String page, int port) {
        return new LiveView(page, isFree(port) ? port : 0);
    }

    /** Where to look at it. */
    public String address() {
        return "http://" + HOST + ":" + server.actualPort() + "/";
    }

    /** Shows the run as it is now; never waits. */
    public void publish(String json) {
        vertx.runOnContext(nothing -> {
            if (ended) {
                return;
            }
            latest = json;
            var event = event("message", json);
            List.copyOf(viewers).forEach(viewer -> viewer.show(event));
        });
    }

    /** Shows how the run ended, to everybody who is there; the page keeps it. */
    public void end(String json) {
        vertx.runOnContext(nothing -> {
            latest = json;
            ended = true;
            var last = event("end", json);
            // Of a copy, since a connection that closes at once takes its viewer out of the list.
            var goodbyes = List.copyOf(viewers).stream()
                    .map(viewer -> viewer.leave(last))
                    .toList();
            viewers.clear();
            Future.join(goodbyes).onComplete(all -> farewell.tryComplete());
        });
    }

    /** Gives viewers a second to take the last event, after {@link #end}. */
    @Override
    public void close() {
        try {
            farewell.future().await(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // A viewer who does not read is not waited for.
        }
        vertx.close().await();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void answer(HttpServerRequest request) {
        var response = request.response().putHeader("cache-control", "no-store");
        // A page of another site must not read this one through a name that leads to loopback.
        var host = request.authority();
        if (host == null || !host.host().matches("127\\.0\\.0\\.1|localhost")) {
            response.setStatusCode(421).end("this address is for " + HOST + "\n");
            return;
        }
        switch (request.path()) {
            case "/" ->
                response.putHeader("content-type", "text/html; charset=utf-8").end(page);
            case "/summary.json" ->
                response.putHeader("content-type", "application/json").end(latest);
            case "/events" -> welcome(request);
            default -> response.setStatusCode(404).end("not found\n");
        }
    }

    private void welcome(HttpServerRequest request) {
        var viewer = new Viewer(request);
        viewer.show(event("message", latest));
        if (ended) {
            request.response().end(event("end", latest));
        } else {
            viewers.add(viewer);
        }
    }

    private final class Viewer {
        private final HttpServerRequest request;
        private int unread;
        private String waiting;

        Viewer(HttpServerRequest request) {
            this.request = request;
            var response = request.response();
            response.putHeader("content-type", "text/event-stream").setChunked(true);
            response.exceptionHandler(gone -> viewers.remove(this));
            response.closeHandler(gone -> viewers.remove(this));
        }

        /** One who has not taken the last event yet gets the newest once he has; each holds everything. */
        void show(String event) {
            unread++;
            if (unread == 1) {
                waiting = null;
                request.response().write(event).onSuccess(taken -> {
                    unread = 0;
                    if (waiting != null) {
                        show(waiting);
                    }
                });
            } else {
                waiting = event;
            }
            if (unread > PATIENCE) {
                viewers.remove(this);
                request.connection().close();
            }
        }

        Future<Void> leave(String event) {
            return request.response().end(event);
        }
    }

    private static String event(String name, String json) {
        return json.isEmpty() ? ": nothing yet\n\n" : "event: " + name + "\ndata: " + json.replace("\n", " ") + "\n\n";
    }
}
