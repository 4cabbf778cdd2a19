package loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import loadtest.settings.Settings;

/** The few calls that tell, before any load is sent, whether sending it makes sense. */
public final class Preflight {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    // HTTP/1.1, as the load: over plain http the default asks for an upgrade, at which some servers hang up.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Settings.Run run;

    /** @param run whose static headers go with every call */
    public Preflight(Settings.Run run) {
        this.run = run;
    }

    /**
     * Any answer will do: it is up.
     *
     * @param setting the variable that names the address
     * @throws BadInput if nothing answers there
     */
    public void reach(String setting, URI address) {
        send(setting, address, HttpRequest.newBuilder(origin(address)).GET());
    }

    /**
     * Signs a persona in.
     *
     * @return its access token
     * @throws BadInput if it is refused, or what comes is not a token
     */
    public Secret signIn(URI agentApi, Persona persona) {
        var email = persona.email().orElseThrow();
        var address = URI.create(agentApi + "/api/auth/token/issue");
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(Map.of(
                        "email",
                        email,
                        "password",
                        persona.password().orElseThrow().reveal()))));
        var answer = send("PERF_BASE_URL", address, request);
        try {
            var token = new ObjectMapper().readTree(answer.body()).path("accessToken");
            if (answer.statusCode() == 200 && token.isTextual()) {
                return new Secret(token.asText());
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new BadInput(address + " answers " + answer.statusCode() + " for " + email
                + ": check PERF_EMAIL and PERF_PASSWORD, or the row of PERF_PERSONA_FILE");
    }

    private HttpResponse<String> send(String setting, URI address, HttpRequest.Builder request) {
        try {
            run.staticHeaders().forEach((name, value) -> request.header(name, value.reveal()));

            return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new BadInput(setting + ": " + origin(address) + " does not answer (" + reason(e)
                    + "): is it up, and is the address right? Nothing was sent");
        } catch (IllegalArgumentException e) {
            throw new BadInput("PERF_STATIC_HEADERS: one of "
                    + run.staticHeaders().keySet() + " is no header that may be set, or its value is not plain text");
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

    /** Scheme, host and port of an address. */
    public static URI origin(URI address) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    private static String json(Map<String, String> fields) {
        try {
            return new ObjectMapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
