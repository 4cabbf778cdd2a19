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
 * Serves the live page of a run on loopback, with server-sent events. Each event is the whole run so far, as one line of
 * JSON, so that a late viewer misses nothing. A viewer that does not read is disconnected, so nothing here can delay the
 * run.
 *
 * <p>{@code GET /} is the page, {@code GET /events} the stream, {@code GET /summary.json} the run so far.
 */
public final class LiveView implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int MOST_UNREAD = 5; // events
    private static final long LAST_EVENT_SECONDS = 1;

    private final Vertx vertx;
    private final HttpServer server;
    private final Promise<Void> lastEventSent = Promise.promise();
    private final String page;
    private final Set<Viewer> viewers = new HashSet<>(); // used on the event loop only

    private String latest = "";
    private boolean ended;

    private LiveView(String page, int port) {
        this.page = page;
        // Otherwise Vert.x copies resources to the temporary folder.
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
     * Starts the server.
     *
     * @param page the HTML that reads {@code /events}
     * @param port the port to listen on; if it is taken or 0, a free one is used
     */
    public static LiveView open(String page, int port) {
        return new LiveView(page, isFree(port) ? port : 0);
    }

    /** The address of the page. */
    public String address() {
        return "http://" + HOST + ":" + server.actualPort() + "/";
    }

    /** Sends the run as it is now to all viewers; never blocks. */
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

    /** Sends the end of the run to all viewers; the page keeps showing it. */
    public void end(String json) {
        vertx.runOnContext(nothing -> {
            latest = json;
            ended = true;
            var last = event("end", json);
            // A copy, since a connection that closes at once removes its viewer from the set.
            var closings = List.copyOf(viewers).stream()
                    .map(viewer -> viewer.close(last))
                    .toList();
            viewers.clear();
            Future.join(closings).onComplete(all -> lastEventSent.tryComplete());
        });
    }

    /** Waits a second at most for viewers to read the last event, after {@link #end}. */
    @Override
    public void close() {
        try {
            lastEventSent.future().await(LAST_EVENT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Not waiting any longer for a viewer that does not read.
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
        // DNS rebinding: a page of another site must not read this one through a name that resolves to loopback.
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
            case "/events" -> subscribe(request);
            default -> response.setStatusCode(404).end("not found\n");
        }
    }

    private void subscribe(HttpServerRequest request) {
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

        /** While an event is unread, only the newest one is kept for later, since each holds the whole run. */
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
            if (unread > MOST_UNREAD) {
                viewers.remove(this);
                request.connection().close();
            }
        }

        Future<Void> close(String event) {
            return request.response().end(event);
        }
    }

    private static String event(String name, String json) {
        return json.isEmpty() ? ": nothing yet\n\n" : "event: " + name + "\ndata: " + json.replace("\n", " ") + "\n\n";
    }
}
