package loadtest.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import loadtest.settings.Daemon;

/**
 * Answers the agent API's calls with texts that are made beforehand, in a process of its own: the quickest server that a
 * generator can meet. Prints its port, and ends with its standard input.
 */
public final class StaticServer {
    static final String TOKEN_PATH = "/api/auth/token/issue";

    private static final String DAY = "{\"date\":\"2026-01-01\",\"count\":1}";

    /** By path; whatever else is asked has the answer of a health check. */
    private static final Map<String, String> ANSWERS = Map.of(
            TOKEN_PATH,
            "{\"accessToken\":\"of-the-benchmark\",\"expiresIn\":3600}",
            "/api/agent/telemetry",
            "{\"sessions\":{\"byStatus\":{\"RUNNING\":1},\"trend\":[" + (DAY + ",").repeat(6) + DAY + "]}}",
            "/v1/approvals",
            "{\"pending\":[],\"history\":[]}",
            "/functions/v1/telemetry-sync",
            "{\"coverage\":[{\"control\":\"revenue\",\"covered\":true}],\"sla\":{}}");

    private static final String HEALTHY = "{\"status\":\"ok\"}";
    private static final int BACKLOG = 4_096; // connections that come at once

    private StaticServer() {}

    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        var server = Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
                .requestHandler(request -> request.response()
                        .putHeader("content-type", "application/json")
                        .end(Buffer.buffer(ANSWERS.getOrDefault(request.path(), HEALTHY))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        System.out.println(server.actualPort());
        Daemon.onEndOfInput(() -> System.exit(0));
    }
}
