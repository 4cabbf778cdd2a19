package loadtest.target;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;

/** Sends one call and waits for its answer, not for long. Follows no redirect: secrets go to no other host. */
final class Courier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    // HTTP/1.1, as the load: over plain http the default asks for an upgrade, at which some servers hang up.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * @param setting the variable that names the address
     * @throws BadInput naming it, if nothing answers
     */
    Answer send(String setting, URI address, HttpRequest.Builder request, Map<String, Secret> headers) {
        try {
            headers.forEach((name, value) -> request.header(name, value.reveal()));
        } catch (IllegalArgumentException e) {
            throw new BadInput("PERF_STATIC_HEADERS: one of " + headers.keySet()
                    + " is no header that may be set, or its value is not plain text");
        }
        try {
            var begun = System.nanoTime();
            var response = client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return Answer.of(response, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new BadInput(setting + ": " + Preflight.origin(address) + " does not answer (" + reason(e)
                    + "): is it up, and is the address right? Nothing was sent");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("interrupted");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        if (e instanceof ConnectException) {
            var unknown = Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                    .anyMatch(UnresolvedAddressException.class::isInstance);
            return unknown ? "unknown host" : "connection refused";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
