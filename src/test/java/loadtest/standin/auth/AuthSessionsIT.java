package loadtest.standin.auth;

import static loadtest.testing.AuthClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import loadtest.testing.AuthClient;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in, going on, and signing out. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthSessionsIT {
    private RunningStandIn target;
    private AuthClient auth;
    private JsonNode user;

    @BeforeAll
    void user(RunningStandIn shared) {
        target = shared;
        auth = new AuthClient(target);
        user = auth.user("\"email_confirm\":true");
    }

    @Test
    void aUserIsWhoeverTheTokenSays() {
        var session = signIn();

        var self = auth.as(session, "GET", "/user");

        assertThat(self.status()).isEqualTo(200);
        assertThat(self.json().path("id")).isEqualTo(user.path("id"));
        assertThat(self.json().path("last_sign_in_at").isTextual()).isTrue();
        assertRefused(auth.send("GET", "/user", null), 401, "no_authorization");
        assertRefused(auth.send("GET", "/user", null, "authorization", "Bearer x"), 403, "bad_jwt");
        var service = "Bearer " + target.variable("SUPABASE_SERVICE_ROLE_KEY");
        assertRefused(auth.send("GET", "/user", null, "authorization", service), 403, "bad_jwt");
    }

    @Test
    void theTokensOfADeletedUserAreNobodys() {
        var other = auth.user("\"email_confirm\":true");
        var session = auth.signIn(other.path("email").asText(), "first-one").json();

        auth.admin("DELETE", "/" + other.path("id").asText(), null);

        assertRefused(auth.as(session, "GET", "/user"), 403, "user_not_found");
        assertRefused(auth.renew(session), 400, "refresh_token_not_found");
    }

    @Test
    void signingOutEndsTheSessionsOfItsScope() {
        var first = signIn();
        var second = signIn();
        var third = signIn();
        assertRefused(auth.as(first, "POST", "/logout?scope=everywhere"), 400, "validation_failed");

        var done = auth.as(first, "POST", "/logout?scope=local");
        assertThat(done.status()).isEqualTo(204);
        assertThat(done.body()).isEmpty();
        assertEnded(first);
        assertOpen(second);

        assertThat(auth.as(second, "POST", "/logout?scope=others").status()).isEqualTo(204);
        assertEnded(third);
        assertOpen(second);

        var fourth = signIn();
        assertThat(auth.as(second, "POST", "/logout").status()).isEqualTo(204);
        assertEnded(second);
        assertEnded(fourth);
        assertRefused(auth.as(second, "POST", "/logout"), 403, "session_not_found");
    }

    @Test
    void aNewPasswordEndsEverySession() {
        var other = auth.user("\"email_confirm\":true");
        var session = auth.signIn(other.path("email").asText(), "first-one").json();

        auth.admin("PUT", "/" + other.path("id").asText(), "{\"password\":\"second-one\"}");

        assertEnded(session);
    }

    @Test
    void aSessionGoesOnWithItsRefreshTokenAndStaysTheSame() {
        var session = signIn();

        var renewed = auth.renew(session);

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.json().path("refresh_token")).isNotEqualTo(session.path("refresh_token"));
        auth.as(session, "POST", "/logout?scope=local");
        assertEnded(renewed.json());
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheRenewalForBothWhoHaveIt() {
        var session = signIn();
        var renewed = auth.renew(session).json();

        assertRefused(auth.renew(session), 400, "refresh_token_already_used");
        assertRefused(auth.renew(renewed), 400, "refresh_token_already_used");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused(auth.send("POST", "/token?grant_type=password", "{}"), 400, "validation_failed");
        var phone = "{\"phone\":\"250780900101\",\"password\":\"first-one\"}";
        assertRefused(auth.send("POST", "/token?grant_type=password", phone), 422, "phone_provider_disabled");
        var noPassword = "{\"email\":\"%s\"}".formatted(user.path("email").asText());
        assertRefused(auth.send("POST", "/token?grant_type=password", noPassword), 400, "invalid_credentials");
        var noToken = auth.send("POST", "/token?grant_type=refresh_token", "{}");
        assertThat(noToken.status()).isEqualTo(400);
        assertThat(noToken.json().toString())
                .isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"refresh_token required\"}");
    }

    private JsonNode signIn() {
        var reply = auth.signIn(user.path("email").asText(), "first-one");
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(200);
        return reply.json();
    }

    private void assertOpen(JsonNode session) {
        assertThat(auth.as(session, "GET", "/user").status()).isEqualTo(200);
    }

    private void assertEnded(JsonNode session) {
        assertRefused(auth.as(session, "GET", "/user"), 403, "session_not_found");
        assertRefused(auth.renew(session), 400, "refresh_token_not_found");
    }
}
