package loadtest.standin.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes the connections of clients who take too long over a request, or send none. Whoever waits for an answer may wait:
 * fault plans make answers as slow as they like.
 */
public final class SlowClients {
    private static final int SWEEPS = 10; // in the time that a request may take

    private static final long NEVER = Long.MAX_VALUE;

    private final Patience patience;
    private final long started = System.nanoTime();

    /** When each connection is closed, in nanoseconds since the start. */
    private final Map<HttpConnection, Long> deadlines = new ConcurrentHashMap<>();

    /**
     * How long a client may take.
     *
     * @param request from a new connection to its first request, and from a request's head to the end of its body
     * @param idle from an answer to the next request; clients keep connections for a minute
     */
    public record Patience(Duration request, Duration idle) {
        public static final Patience USUAL = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(75));
    }

    SlowClients(Vertx vertx, Patience patience) {
        this.patience = patience;
        vertx.setPeriodic(patience.request().toMillis() / SWEEPS, timer -> sweep());
    }

    void watch(HttpServer server) {
        server.connectionHandler(connection -> {
            deadlines.put(connection, in(patience.request()));
            connection.closeHandler(closed -> deadlines.remove(connection));
        });
    }

    /** The head of a request is there. */
    void begins(RoutingContext context) {
        var connection = context.request().connection();
        deadlines.replace(connection, in(patience.request()));
        context.addEndHandler(ended -> deadlines.replace(connection, in(patience.idle())));
        context.next();
    }

    /** All of a request is there. */
    void complete(RoutingContext context) {
        deadlines.replace(context.request().connection(), NEVER);
        context.next();
    }

    private long in(Duration time) {
        return System.nanoTime() - started + time.toNanos();
    }

    private void sweep() {
        var now = in(Duration.ZERO);
        deadlines.forEach((connection, deadline) -> {
            if (now > deadline) {
                connection.close();
            }
        });
    }
}
