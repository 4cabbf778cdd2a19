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
    private static final String[] NONE = {};

    private RunningStandIn target;
    private String[] service;

    @BeforeAll
    void key(RunningStandIn shared) {
        target = shared;
        var key = target.variable("SUPABASE_SERVICE_ROLE_KEY");
        service = headers("apikey", key, "authorization", "Bearer " + key);
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        var key = target.variable("SUPABASE_SERVICE_ROLE_KEY");
        var user = target.token("load.user@example.com", "password123");
        var token = "/auth/v1/token?grant_type=password";
        var taken = "{\"email\":\"Load.User@example.com\",\"password\":\"secret\"}";
        return Stream.of(
                        post(
                                "no token",
                                USERS,
                                "{}",
                                headers("apikey", key),
                                401,
                                "/error_code=no_authorization",
                                "/code=401",
                                "/msg"),
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
                                headers("apikey", key, "authorization", "Bearer x"),
                                403,
                                "/error_code=bad_jwt"),
                        post(
                                "a user's token",
                                USERS,
                                "{}",
                                headers("apikey", key, "authorization", "Bearer " + user),
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
                                NONE,
                                200,
                                "/access_token",
                                "/refresh_token",
                                "/expires_in=3600",
                                "/user/id"),
                        post("bad password", token, taken, NONE, 400, "/error_code=invalid_credentials"),
                        post(
                                "unknown grant",
                                "/auth/v1/token?grant_type=x",
                                "{}",
                                NONE,
                                400,
                                "/error_code=validation_failed"))
                .map(row -> row.of(target));
    }

    @Test
    void aUserIsCreatedReadChangedListedAndDeleted() {
        var id = UUID.randomUUID().toString();
        var path = USERS + "/" + id;
        var body = """
                {"id":"%s","email":"%s@Example.com","password":"first","email_confirm":true,
                 "app_metadata":{"team":"a"},"user_metadata":{"name":"n"}}""".formatted(id, id);

        var created = target.send("POST", USERS, body, service);
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.json().path("id").asText()).isEqualTo(id);
        assertThat(created.json().path("email").asText()).isEqualTo(id + "@example.com");
        assertThat(created.json().path("email_confirmed_at").isTextual()).isTrue();
        assertThat(created.json().at("/app_metadata/provider").asText()).isEqualTo("email");

        var change = "{\"app_metadata\":{\"role\":\"r\"},\"user_metadata\":{\"name\":null},\"password\":\"second\"}";
        assertThat(target.send("PUT", path, change, service).status()).isEqualTo(200);
        var read = target.send("GET", path, null, service).json();
        assertThat(read.at("/app_metadata/team").asText()).isEqualTo("a");
        assertThat(read.at("/app_metadata/role").asText()).isEqualTo("r");
        assertThat(read.path("user_metadata")).isEmpty();
        assertThat(target.token(id + "@example.com", "first")).isEmpty();
        assertThat(target.token(id + "@example.com", "second")).isNotEmpty();

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
        var first =
                target.send("POST", "/auth/v1/token?grant_type=password", login).json();
        var body = "{\"refresh_token\":\"%s\"}"
                .formatted(first.path("refresh_token").asText());

        var renewed = target.send("POST", path, body);

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.json().at("/user/id")).isEqualTo(first.at("/user/id"));
        assertThat(target.send("POST", path, body).status()).isEqualTo(400);
    }
}
