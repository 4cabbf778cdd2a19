package loadtest.testing;

import static loadtest.testing.ExpectedAnswer.headers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import loadtest.testing.RunningStandIn.Reply;

/** Requests to a stand-in's auth server, with the key that its gateway asks for. */
public final class AuthClient {
    private static final String BASE = "/auth/v1";
    private static final String USERS = "/admin/users";

    private final RunningStandIn target;
    private final String key;

    public AuthClient(RunningStandIn target) {
        this.target = target;
        this.key = target.variable("SUPABASE_SERVICE_ROLE_KEY");
    }

    /** As the service. */
    public Reply admin(String method, String path, String body) {
        return send(method, USERS + path, body, "authorization", "Bearer " + key);
    }

    /** @param headers more of them, names and values by turns */
    public Reply send(String method, String path, String body, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "apikey";
        all[1] = key;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return target.send(method, BASE + path, body, headers(all));
    }

    /** As a user who is signed in. */
    public Reply as(JsonNode session, String method, String path) {
        return send(
                method,
                path,
                null,
                "authorization",
                "Bearer " + session.path("access_token").asText());
    }

    public Reply signIn(String email, String password) {
        return send(
                "POST",
                "/token?grant_type=password",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    /** The same of a user that the Admin API has shown. */
    public Reply signIn(JsonNode user, String password) {
        return signIn(user.path("email").asText(), password);
    }

    /** Changes a user, as the service. */
    public Reply change(JsonNode user, String body) {
        return admin("PUT", "/" + user.path("id").asText(), body);
    }

    public Reply renew(JsonNode session) {
        return send(
                "POST",
                "/token?grant_type=refresh_token",
                "{\"refresh_token\":\"%s\"}"
                        .formatted(session.path("refresh_token").asText()));
    }

    /** A user of a new address, with the password {@code first-one}. */
    public JsonNode user(String... fields) {
        var email = "user-" + UUID.randomUUID() + "@example.com";
        var body = "{\"email\":\"%s\",\"password\":\"first-one\"%s}"
                .formatted(email, fields.length == 0 ? "" : "," + String.join(",", fields));
        var created = admin("POST", "", body);
        assertThat(created.status()).as("%s", created.json()).isEqualTo(200);
        return created.json();
    }

    /** @param code as the first form of errors has it */
    public static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(status);
        assertThat(reply.json().path("error_code").asText()).isEqualTo(code);
    }
}
