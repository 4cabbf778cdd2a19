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
import java.util.regex.Pattern;
import loadtest.settings.BadInput;
import loadtest.settings.Network;
import loadtest.settings.ProbeClient;
import loadtest.settings.ProbeFailure;
import loadtest.settings.Secret;
import loadtest.settings.ServerAnswer;
import loadtest.settings.ServiceKey;

/**
 * The users' side of the auth server (GoTrue's Admin API). The service key goes to this one address only: redirects
 * are not followed. Every request is bounded in time, and tried again a few times when the server is busy or the
 * connection breaks: each may arrive twice, since a second one finds what the first has done.
 */
public final class AdminApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern UNKNOWN_USER = Pattern.compile("(?i)^(?:this )?user (?:not found|does not exist)$");
    private static final Pattern TAKEN_EMAIL = Pattern.compile("(?i)email address .*already (?:been )?registered");

    private final Network network;
    private final ProbeClient client;
    private final URI users;
    private final URI base;
    private final ServiceKey serviceKey;
    private final Retry retry;

    /**
     * @param supabase the project's address, which the guard has judged
     * @param network how it is reached
     */
    public AdminApi(URI supabase, Secret serviceKey, Retry retry, Network network) {
        this.base = supabase;
        this.network = network;
        this.client = new ProbeClient(ProbeClient.USUAL_BYTES, network);
        this.users = URI.create(supabase + "/auth/v1/admin/users");
        this.serviceKey = ServiceKey.of(serviceKey);
        this.retry = retry;
    }

    URI address() {
        return users;
    }

    /**
     * Asks for the list of users, which only a service key may see.
     *
     * @throws BadInput if the key is refused, or the answer is not the auth server's
     */
    public void checkKey() {
        var answer = send("GET", URI.create(users + "?page=1&per_page=1"), null);
        accept(answer, answer.json().path("users").isArray());
    }

    /** The user, or empty if the auth server says that there is none of that id. */
    Optional<JsonNode> find(UUID id) {
        var answer = send("GET", URI.create(users + "/" + id), null);
        return isUnknownUser(answer) ? Optional.empty() : Optional.of(user(answer, id));
    }

    /** The new user; empty if the server has that email already. */
    Optional<JsonNode> create(Map<String, Object> fields) {
        var answer = send("POST", users, fields);
        return isTaken(answer) ? Optional.empty() : Optional.of(user(answer));
    }

    /** Writes the given fields; metadata is merged into what is there. */
    JsonNode update(UUID id, Map<String, Object> fields) {
        return user(send("PUT", URI.create(users + "/" + id), fields), id);
    }

    /** Deletes the user; that there is none is as good. */
    void delete(UUID id) {
        var answer = send("DELETE", URI.create(users + "/" + id), null);
        if (!isUnknownUser(answer) && answer.status() != 204) {
            accept(answer, answer.json().isObject());
        }
    }

    /** A gateway's 404 says nothing of users. Servers before 2024 give no code. */
    private static boolean isUnknownUser(ServerAnswer answer) {
        return answer.status() == 404 && (answer.hasCode("user_not_found") || answer.says(UNKNOWN_USER));
    }

    private static boolean isTaken(ServerAnswer answer) {
        return (answer.status() == 422 || answer.status() == 400)
                && (answer.hasCode("email_exists")
                        || answer.hasCode("user_already_exists")
                        || answer.says(TAKEN_EMAIL));
    }

    private ServerAnswer send(String method, URI uri, Map<String, Object> fields) {
        var request = serviceKey
                .sentWith(HttpRequest.newBuilder(uri))
                .timeout(TIMEOUT)
                .header("content-type", "application/json")
                .method(method, fields == null ? BodyPublishers.noBody() : BodyPublishers.ofString(write(fields)))
                .build();
        try {
            return ServerAnswer.of(retry.send(() -> client.send(request)));
        } catch (IOException e) {
            throw new BadInput("SUPABASE_URL: the auth server at " + users.getAuthority() + " "
                    + ProbeFailure.sentence(
                            e, uri, network, "cannot be reached", "; check the address and the network"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("seeding was interrupted");
        }
    }

    private JsonNode user(ServerAnswer answer) {
        accept(answer, isId(answer.json().path("id").asText()));
        return answer.json();
    }

    private JsonNode user(ServerAnswer answer, UUID id) {
        accept(answer, id.toString().equalsIgnoreCase(answer.json().path("id").asText()));
        return answer.json();
    }

    private void accept(ServerAnswer answer, boolean expected) {
        var status = answer.status();
        if (status == 200 && expected) {
            return;
        }
        var isOwn = answer.json().isObject() && answer.redirect().isEmpty();
        if ((status == 401 || status == 403) && (isOwn || answer.isEmpty())) {
            throw new BadInput("SUPABASE_SERVICE_ROLE_KEY: refused by " + users.getAuthority() + " with "
                    + answer.shown() + serviceKey.advice(answer));
        }
        throw new BadInput("SUPABASE_URL: the auth Admin API at " + users.getAuthority() + " answered " + status
                + (isOwn
                        ? " (" + answer.reason().orElse("no reason given") + ")"
                        : ", which is not from an auth server: " + answer.described())
                + path(status));
    }

    /** The address of one of the project's APIs is often taken for its own. */
    private String path(int status) {
        return status == 404 && !base.getPath().isEmpty()
                ? "; is the path " + base.getPath() + " right? SUPABASE_URL is the project's address, usually without"
                        + " any path"
                : "";
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
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
