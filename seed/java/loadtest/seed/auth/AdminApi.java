package loadtest.seed.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loadtest.settings.BadInput;
import loadtest.settings.ForeignText;
import loadtest.settings.Network;
import loadtest.settings.ProbeClient;
import loadtest.settings.ProbeClient.Response;
import loadtest.settings.ProbeFailure;
import loadtest.settings.Secret;

/**
 * The users' side of the auth server (GoTrue's Admin API). The service key goes to this one address only: redirects
 * are not followed. Every request is bounded in time, and tried again a few times when the server is busy.
 */
public final class AdminApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Network network;
    private final ProbeClient client;
    private final URI users;
    private final Secret serviceKey;
    private final Retry retry;

    public AdminApi(URI supabase, Secret serviceKey, Retry retry, Network network) {
        this.network = network;
        this.client = new ProbeClient(ProbeClient.USUAL_BYTES, network);
        this.users = URI.create(supabase + "/auth/v1/admin/users");
        this.serviceKey = serviceKey;
        this.retry = retry;
    }

    URI address() {
        return users;
    }

    /** The user, or empty if there is none of that id. */
    Optional<JsonNode> find(UUID id) {
        var answer = send("GET", URI.create(users + "/" + id), null);
        if (answer.statusCode() == 404 && json(answer).isObject()) {
            return Optional.empty();
        }
        return Optional.of(user(answer));
    }

    /** The new user; empty if the server has that email already. */
    Optional<JsonNode> create(Map<String, Object> fields) {
        var answer = send("POST", users, fields);
        return answer.statusCode() == 422
                        && "email_exists".equals(json(answer).path("error_code").asText())
                ? Optional.empty()
                : Optional.of(user(answer));
    }

    /** Writes the given fields; metadata is merged into what is there. */
    JsonNode update(UUID id, Map<String, Object> fields) {
        return user(send("PUT", URI.create(users + "/" + id), fields));
    }

    /** Deletes the user; that there is none is as good. */
    void delete(UUID id) {
        var answer = send("DELETE", URI.create(users + "/" + id), null);
        if (answer.statusCode() != 404 && answer.statusCode() != 204) {
            accept(answer, json(answer).isObject());
        }
    }

    private Response send(String method, URI uri, Map<String, Object> fields) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("apikey", serviceKey.reveal())
                .header("authorization", "Bearer " + serviceKey.reveal())
                .header("content-type", "application/json")
                .method(method, fields == null ? BodyPublishers.noBody() : BodyPublishers.ofString(write(fields)))
                .build();
        try {
            return retry.send(() -> client.send(request));
        } catch (IOException e) {
            throw new BadInput("SUPABASE_URL: the auth server at " + users.getAuthority() + " "
                    + ProbeFailure.sentence(
                            e, uri, network, "cannot be reached", "; check the address and the network"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("seeding was interrupted");
        }
    }

    private JsonNode user(Response answer) {
        var body = json(answer);
        accept(answer, isId(body.path("id").asText()));
        return body;
    }

    private void accept(Response answer, boolean expected) {
        var status = answer.statusCode();
        if (status == 401 || status == 403) {
            throw new BadInput("SUPABASE_SERVICE_ROLE_KEY: refused by " + users.getAuthority() + " with " + status
                    + "; take the service_role key of this very project");
        }
        var body = json(answer);
        if (status == 200 && expected) {
            return;
        }
        var reason = body.path("msg").asText(body.path("message").asText("no reason given"));
        throw new BadInput("SUPABASE_URL: the auth Admin API at " + users.getAuthority() + " answered " + status
                + (body.isObject()
                        ? " (" + ForeignText.shown(reason.replaceAll("\\s+", " ")) + ")"
                        : ", which is not from an auth server"));
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode json(Response answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String write(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("user fields are not writable as JSON", e);
        }
    }
}
