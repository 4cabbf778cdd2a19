package loadtest.report.page;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Serves the live page of a run on loopback, with server-sent events. Nothing here can delay the run.
 *
 * <p>{@code GET /} is the page, {@code GET /events} the stream, {@code GET /summary.json} the run so far. The event
 * {@code end} is the last of a run; {@code command} comes before the others and is a {@link LiveCommand}; {@code refused}
 * says in a sentence why there is nothing to see.
 */
public final class LiveView implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    /** A browser reads late on a machine that is busy with the load; after these it is not waited for. */
    private static final long LAST_EVENT_SECONDS = 5;

    /** A stream is never idle for so long. */
    private static final int MOST_IDLE_SECONDS = 60;

    /** No system hands out these ports by itself to connections, of which a load opens many. */
    private static final int LOWEST_SHARED_PORT = 20_000;

    private static final int HIGHEST_SHARED_PORT = 30_000;
    private static final int SHARED_PORTS = 5;

    private final Vertx vertx;
    private final HttpServer server;
    private final String page;
    private final LiveCommand command;
    private final Viewers viewers; // used on the event loop only
    private volatile Future<?> lastEventSent = Future.succeededFuture();
    private volatile boolean watched;

    private LiveView(String page, LiveCommand command, int port) {
        this.page = page;
        this.command = command;
        this.viewers = new Viewers(command);
        // Otherwise Vert.x copies resources to the temporary folder.
        var files = new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(files));
        server = ports(port)
                .mapToObj(this::listen)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port of " + HOST + " is free"));
    }

    /**
     * Starts the server.
     *
     * @param page the HTML that reads the {@link #stream}
     * @param port the port to listen on; if it is taken or 0, one that the command's scenarios share, or else any
     */
    public static LiveView open(String page, LiveCommand command, int port) {
        return new LiveView(page, command, port);
    }

    /** The relative address of the events for a page of this command; another command's run does not send them. */
    public static String stream(LiveCommand command) {
        return "events?command=" + command.name();
    }

    /** The address of the page. */
    public String address() {
        return "http://" + HOST + ":" + server.actualPort() + "/";
    }

    /** Whether anybody has asked for the run's events. */
    public boolean isWatched() {
        return watched;
    }

    /** Sends the run as it is now to all viewers; never blocks. */
    public void publish(String json) {
        vertx.runOnContext(nothing -> viewers.show(json));
    }

    /** Sends the end of the run to all viewers; the page keeps showing it. */
    public void end(String json) {
        var sent = Promise.<Void>promise();
        lastEventSent = sent.future();
        vertx.runOnContext(nothing -> viewers.end(json).onComplete(all -> sent.complete()));
    }

    /** After {@link #end}, waits some seconds at most for viewers to read the last event. */
    @Override
    public void close() {
        try {
            lastEventSent.await(LAST_EVENT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Not waiting any longer for a viewer that does not read.
        }
        vertx.close().await();
    }

    /** Each scenario is a process of its own; by the name of their command, one after the other finds the same port. */
    private IntStream ports(int usual) {
        var shared = new Random(command.name().hashCode()).ints(SHARED_PORTS, LOWEST_SHARED_PORT, HIGHEST_SHARED_PORT);
        return Stream.of(IntStream.of(usual).filter(port -> port > 0), shared, IntStream.of(0))
                .flatMapToInt(Function.identity());
    }

    /** Empty where the port is taken. */
    private Optional<HttpServer> listen(int port) {
        var options = new HttpServerOptions().setHost(HOST).setPort(port).setIdleTimeout(MOST_IDLE_SECONDS);
        try {
            return Optional.of(vertx.createHttpServer(options)
                    .requestHandler(this::answer)
                    .listen()
                    .await());
        } catch (Exception e) { // also a checked one, which the library does not declare
            return Optional.empty();
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
                response.putHeader("content-type", "application/json").end(viewers.latest());
            case "/events" -> subscribe(request);
            default -> response.setStatusCode(404).end("not found\n");
        }
    }

    private void subscribe(HttpServerRequest request) {
        if (!request.getParam("command", command.name()).equals(command.name())) {
            Viewers.refuse(request, "Another command's run is shown at this address now: load this page again.");
            return;
        }
        watched = true;
        viewers.add(request);
    }
}
