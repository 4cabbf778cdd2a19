package loadtest.standin.auth;

import static loadtest.testing.AuthClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import loadtest.testing.AuthClient;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where a slip would go unnoticed if the stand-in were kinder to it than the real Admin API. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthUsersIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunningStandIn target;
    private AuthClient auth;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
        auth = new AuthClient(target);
    }

    @Test
    void nobodySignsInBeforeTheAddressIsConfirmed() {
        var user = auth.user();

        assertRefused(auth.signIn(user, "wrong-one"), 400, "invalid_credentials");
        assertRefused(auth.signIn(user, "first-one"), 400, "email_not_confirmed");
        assertThat(target.token(user.path("email").asText(), "first-one")).isEmpty();

        var confirmed = auth.change(user, "{\"email_confirm\":true}").json();
        assertThat(confirmed.at("/user_metadata/email_verified").asBoolean()).isTrue();
        assertThat(auth.signIn(user, "first-one").status()).isEqualTo(200);
    }

    @Test
    void aBannedUserNeitherSignsInNorGoesOn() {
        var user = auth.user("\"email_confirm\":true");
        var session = auth.signIn(user, "first-one").json();

        assertThat(auth.change(user, "{\"ban_duration\":\"24h\"}")
                        .json()
                        .path("banned_until")
                        .isTextual())
                .isTrue();

        assertRefused(auth.signIn(user, "first-one"), 400, "user_banned");
        assertRefused(auth.signIn(user, "wrong-one"), 400, "user_banned");
        assertRefused(auth.renew(session), 400, "user_banned");
        assertRefused(auth.as(session, "GET", "/user"), 403, "user_banned");
        assertThat(target.token(user.path("email").asText(), "first-one")).isEmpty();
        assertThat(auth.change(user, "{\"ban_duration\":\"none\"}").json().has("banned_until"))
                .isFalse();
        assertThat(auth.signIn(user, "first-one").status()).isEqualTo(200);
        var bannedFromBirth = auth.user("\"email_confirm\":true", "\"ban_duration\":\"876000h\"");
        assertRefused(auth.signIn(bannedFromBirth, "first-one"), 400, "user_banned");
    }

    @Test
    void aMergeDeletesWhatIsNullAtTheTopAlone() throws Exception {
        var user = auth.user(
                "\"app_metadata\":{\"kept\":{\"a\":null,\"b\":1},\"gone\":1,\"list\":[null]}",
                "\"user_metadata\":{\"kept\":{\"a\":null},\"gone\":1}");
        assertThat(user.at("/app_metadata/provider").asText()).isEqualTo("email");
        assertThat(user.at("/app_metadata/kept/a").isNull()).isTrue();

        var changed = auth.change(user, """
                {"app_metadata":{"gone":null,"never":null,"new":{"x":null}},"user_metadata":{"gone":null}}""").json();

        assertThat(changed.path("app_metadata")).isEqualTo(JSON.readTree("""
                {"provider":"email","providers":["email"],"kept":{"a":null,"b":1},"list":[null],"new":{"x":null}}"""));
        assertThat(changed.path("user_metadata")).isEqualTo(JSON.readTree("{\"kept\":{\"a\":null}}"));
        var replaced =
                auth.change(user, "{\"app_metadata\":{\"kept\":{\"c\":2}}}").json();
        assertThat(replaced.at("/app_metadata/kept").toString()).isEqualTo("{\"c\":2}");
    }

    /** At creation it looks first; at a change it runs into the database's own rule. */
    @Test
    void aTakenAddressIsNoticedAtAChangeByTheDatabaseAlone() {
        var other = auth.user();
        var user = auth.user();
        var body = "{\"email\":\"" + other.path("email").asText().toUpperCase(Locale.ROOT) + "\"}";

        var reply = auth.change(user, body);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("x-sb-error-code")).isEqualTo("unexpected_failure");
        assertThat(reply.json().path("code").asText()).isEqualTo("23505");
        assertThat(reply.json().path("message").asText())
                .isEqualTo("duplicate key value violates unique constraint \"users_email_partial_key\"");
        assertThat(reply.json().path("detail").asText())
                .isEqualTo("Key (email)=(" + other.path("email").asText() + ") already exists.");
        var newest = auth.send(
                "PUT",
                "/admin/users/" + user.path("id").asText(),
                body,
                "authorization",
                "Bearer " + target.variable("SUPABASE_SERVICE_ROLE_KEY"),
                "x-supabase-api-version",
                "2024-01-01");
        assertThat(newest.status()).isEqualTo(500);
        assertThat(newest.json().toString())
                .isEqualTo("{\"code\":\"unexpected_failure\",\"message\":\"Error updating user\"}");
        assertRefused(auth.admin("POST", "", body), 422, "email_exists");
    }

    @Test
    void aTakenIdIsTheDatabasesMatterToo() {
        var id = auth.user().path("id").asText();

        var reply =
                auth.admin("POST", "", "{\"id\":\"%s\",\"email\":\"%s@example.com\"}".formatted(id, UUID.randomUUID()));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("code").asText()).isEqualTo("23505");
        assertThat(reply.json().path("message").asText()).contains("users_pkey");
    }

    @Test
    void aSoftDeletedUserLeavesTheRowAndFreesTheAddress() throws Exception {
        var user = auth.user("\"email_confirm\":true", "\"user_metadata\":{\"name\":\"n\"}");
        var id = user.path("id").asText();
        var session = auth.signIn(user, "first-one").json();

        for (var i = 0; i < 2; i++) {
            var deleted = auth.admin("DELETE", "/" + id, "{\"should_soft_delete\":true}");
            assertThat(deleted.status()).isEqualTo(200);
            assertThat(deleted.json().toString()).isEqualTo("{}");
        }

        var left = auth.admin("GET", "/" + id, null).json();
        assertThat(left.path("deleted_at").isTextual()).isTrue();
        assertThat(left.path("email").asText()).isNotEmpty().doesNotContain("@");
        assertThat(left.path("user_metadata")).isEmpty();
        assertThat(left.path("app_metadata")).isEmpty();
        assertRefused(auth.signIn(user, "first-one"), 400, "invalid_credentials");
        assertRefused(auth.as(session, "GET", "/user"), 403, "session_not_found");
        var again = "{\"email\":\"%s\"}".formatted(user.path("email").asText());
        assertThat(auth.admin("POST", "", again).status()).isEqualTo(200);
        assertThat(auth.admin("DELETE", "/" + id, "{\"should_soft_delete\":\"yes\"}")
                        .status())
                .isEqualTo(400);
        assertThat(auth.admin("DELETE", "/" + id, null).status()).isEqualTo(200);
        assertThat(auth.admin("GET", "/" + id, null).status()).isEqualTo(404);
    }

    @Test
    void theRoleOfAUserIsInItsTokens() throws Exception {
        var user = auth.user("\"email_confirm\":true", "\"role\":\"auditor\"");

        assertThat(user.path("role").asText()).isEqualTo("auditor");
        var token = auth.signIn(user, "first-one").json().path("access_token").asText();
        var claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        assertThat(claims.path("role").asText()).isEqualTo("auditor");
        assertThat(claims.path("session_id").asText()).hasSize(36);
    }

    @Test
    void pagesNameTheNextAndTheLast() {
        auth.user();
        var first = auth.admin("GET", "?page=1&per_page=1", null);
        var total = Integer.parseInt(first.header("x-total-count"));

        assertThat(first.header("link"))
                .isEqualTo(
                        "</admin/users?page=2&per_page=1>; rel=\"next\", </admin/users?page=%s&per_page=1>; rel=\"last\""
                                .formatted(total));
        assertThat(auth.admin("GET", "?page=" + total + "&per_page=1", null).header("link"))
                .isEqualTo("</admin/users?page=%s&per_page=1>; rel=\"last\"".formatted(total));
        var beyond = auth.admin("GET", "?page=" + (total + 1) + "&per_page=1", null);
        assertThat(beyond.status()).isEqualTo(200);
        assertThat(beyond.json().path("users")).isEmpty();
        assertThat(auth.admin("GET", "?page=&per_page=", null).json().path("users"))
                .hasSize(50);
    }
}
