package loadtest.standin.auth;

import static loadtest.testing.ExpectedAnswer.headers;
import static loadtest.testing.ExpectedAnswer.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import loadtest.testing.ExpectedAnswer;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The auth server's Admin API and its password grant, row by row. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthAdminIT {
    private static final String USERS = "/auth/v1/admin/users";

    private RunningStandIn target;
    private String[] service;
    private String[] key;

    @BeforeAll
    void key(RunningStandIn shared) {
        target = shared;
        var secret = target.variable("SUPABASE_SERVICE_ROLE_KEY");
        service = headers("apikey", secret, "authorization", "Bearer " + secret);
        key = headers("apikey", secret);
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        var secret = target.variable("SUPABASE_SERVICE_ROLE_KEY");
        var user = target.token("load.user@example.com", "password123");
        var token = "/auth/v1/token?grant_type=password";
        var taken = "{\"email\":\"Load.User@example.com\",\"password\":\"secret\"}";
        return Stream.of(
                        post("no token", USERS, "{}", key, 401, "/error_code=no_authorization", "/code=401", "/msg"),
                        post(
                                "bad key",
                                USERS,
                                "{}",
                                headers("apikey", "x", "authorization", "Bearer x"),
                                401,
                                "/message=Invalid API key"),
                        post(
                                "bad token",
                                USERS,
                                "{}",
                                headers("apikey", secret, "authorization", "Bearer x"),
                                403,
                                "/error_code=bad_jwt"),
                        post(
                                "a user's token",
                                USERS,
                                "{}",
                                headers("apikey", secret, "authorization", "Bearer " + user),
                                403,
                                "/error_code=not_admin"),
                        post("no email", USERS, "{}", service, 400, "/error_code=validation_failed"),
                        post("a bad email", USERS, "{\"email\":\"x\"}", service, 400, "/error_code=validation_failed"),
                        post(
                                "a bad id",
                                USERS,
                                "{\"email\":\"x@y.z\",\"id\":\"1\"}",
                                service,
                                400,
                                "/error_code=validation_failed"),
                        post("no JSON", USERS, "[", service, 400, "/error_code=bad_json"),
                        post("email taken", USERS, taken, service, 422, "/error_code=email_exists", "/code=422"),
                        ExpectedAnswer.get(
                                "unknown user",
                                USERS + "/" + UUID.randomUUID(),
                                service,
                                404,
                                "/error_code=user_not_found"),
                        ExpectedAnswer.get(
                                "a bad page", USERS + "?page=0", service, 400, "/error_code=validation_failed"),
                        new ExpectedAnswer(
                                "unknown user",
                                "PUT",
                                USERS + "/" + UUID.randomUUID(),
                                "{}",
                                service,
                                404,
                                "/error_code=user_not_found"),
                        new ExpectedAnswer(
                                "unknown user",
                                "DELETE",
                                USERS + "/" + UUID.randomUUID(),
                                null,
                                service,
                                404,
                                "/error_code=user_not_found"),
                        post(
                                "good password",
                                token,
                                "{\"email\":\"load.user@example.com\",\"password\":\"password123\"}",
                                key,
                                200,
                                "/access_token",
                                "/refresh_token",
                                "/expires_in=3600",
                                "/user/id"),
                        post("bad password", token, taken, key, 400, "/error_code=invalid_credentials"),
                        post(
                                "unknown grant",
                                "/auth/v1/token?grant_type=x",
                                "{}",
                                key,
                                400,
                                "/error_code=invalid_credentials",
                                "/msg=unsupported_grant_type"))
                .map(row -> row.of(target));
    }

    @Test
    void aUserIsCreatedReadChangedListedAndDeleted() {
        var id = UUID.randomUUID().toString();
        var path = USERS + "/" + id;
        var body = """
                {"id":"%s","email":"%s@Example.com","password":"first-one","email_confirm":true,
                 "app_metadata":{"team":"a"},"user_metadata":{"name":"n"}}""".formatted(id, id);

        var created = target.send("POST", USERS, body, service);
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.json().path("id").asText()).isEqualTo(id);
        assertThat(created.json().path("email").asText()).isEqualTo(id + "@example.com");
        assertThat(created.json().path("email_confirmed_at").isTextual()).isTrue();
        assertThat(created.json().at("/app_metadata/provider").asText()).isEqualTo("email");

        var change =
                "{\"app_metadata\":{\"role\":\"r\"},\"user_metadata\":{\"name\":null},\"password\":\"second-one\"}";
        assertThat(target.send("PUT", path, change, service).status()).isEqualTo(200);
        var read = target.send("GET", path, null, service).json();
        assertThat(read.at("/app_metadata/team").asText()).isEqualTo("a");
        assertThat(read.at("/app_metadata/role").asText()).isEqualTo("r");
        assertThat(read.path("user_metadata").toString()).isEqualTo("{\"email_verified\":true}");
        assertThat(target.token(id + "@example.com", "first-one")).isEmpty();
        assertThat(target.token(id + "@example.com", "second-one")).isNotEmpty();

        var page = target.send("GET", USERS + "?page=1&per_page=2", null, service);
        assertThat(page.json().path("users")).hasSize(2);
        assertThat(page.header("link")).contains("page=2", "rel=\"last\"");
        assertThat(Integer.parseInt(page.header("x-total-count"))).isGreaterThan(60);

        assertThat(target.send("DELETE", path, null, service).status()).isEqualTo(200);
        assertThat(target.send("GET", path, null, service).status()).isEqualTo(404);
    }

    @Test
    void aRefreshTokenIsGoodOnce() {
        var login = "{\"email\":\"load.user@example.com\",\"password\":\"password123\"}";
        var path = "/auth/v1/token?grant_type=refresh_token";
        var first = target.send("POST", "/auth/v1/token?grant_type=password", login, key)
                .json();
        var body = "{\"refresh_token\":\"%s\"}"
                .formatted(first.path("refresh_token").asText());

        var renewed = target.send("POST", path, body, key);

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.json().at("/user/id")).isEqualTo(first.at("/user/id"));
        var again = target.send("POST", path, body, key);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().path("error_code").asText()).isEqualTo("refresh_token_already_used");
    }
}
