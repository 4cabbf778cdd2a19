package loadtest.standin.auth;

import static loadtest.testing.ExpectedAnswer.headers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import loadtest.testing.AuthClient;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody meets before the auth server does anything, and the forms of its errors. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthGatewayIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunningStandIn target;
    private AuthClient auth;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
        auth = new AuthClient(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /auth/v1/health",
                "GET /auth/v1/settings",
                "GET /auth/v1/user",
                "POST /auth/v1/token?grant_type=password",
                "POST /auth/v1/logout",
                "POST /auth/v1/signup",
                "GET /auth/v1/admin/users",
                "POST /auth/v1/admin/users",
                "PUT /auth/v1/admin/users/00000000-0000-4000-8000-000000000000",
                "DELETE /auth/v1/admin/users/00000000-0000-4000-8000-000000000000",
                "GET /auth/v1/admin/audit",
                "GET /auth/v1/nowhere",
                "DELETE /auth/v1/token"
            })
    void nobodyPassesTheGatewayWithoutTheProjectsKey(String request) throws Exception {
        var parts = request.split(" ");
        var key = target.variable("SUPABASE_SERVICE_ROLE_KEY");
        var user = target.token("load.user@example.com", "password123");

        var without = target.send(parts[0], parts[1], null, headers("authorization", "Bearer " + key));
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.json())
                .isEqualTo(JSON.readTree("{\"message\":\"No API key found in request\",\"hint\":"
                        + "\"No `apikey` request header or url param was found.\"}"));
        for (var wrong : new String[] {"x", key + "x", user}) {
            var refused = target.send(parts[0], parts[1], null, headers("apikey", wrong));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.json())
                    .isEqualTo(JSON.readTree("{\"message\":\"Invalid API key\",\"hint\":"
                            + "\"Double check your Supabase `anon` or `service_role` API key.\"}"));
        }
    }

    @Test
    void theKeyMayBeInTheAddressToo() {
        var path = "/auth/v1/health?apikey=" + target.variable("SUPABASE_SERVICE_ROLE_KEY");

        assertThat(target.send("GET", path, null).status()).isEqualTo(200);
    }

    @Test
    void pathsThatLeadNowhereAreUnknownToWhoeverHasTheKey() {
        assertThat(auth.send("GET", "/nowhere", null).status()).isEqualTo(404);
        assertThat(auth.send("DELETE", "/token", null).status()).isEqualTo(405);
    }

    @Test
    void healthAndSettingsAreThere() {
        var health = auth.send("GET", "/health", null);
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("name").asText()).isEqualTo("GoTrue");
        assertThat(health.json().path("version").asText()).isEqualTo("stand-in");
        assertThat(health.json().path("description").asText()).isNotEmpty();

        var settings = auth.send("GET", "/settings", null).json();
        assertThat(settings.at("/external/email").asBoolean()).isTrue();
        assertThat(settings.at("/external/phone").isBoolean()).isTrue();
        assertThat(settings.path("disable_signup").asBoolean()).isTrue();
        assertThat(settings.path("mailer_autoconfirm").isBoolean()).isTrue();
        var signUp = auth.send("POST", "/signup", "{\"email\":\"new@example.com\",\"password\":\"first-one\"}");
        assertThat(signUp.status()).isEqualTo(422);
        assertThat(signUp.json().path("error_code").asText()).isEqualTo("signup_disabled");
    }

    @ParameterizedTest
    @CsvSource({"2024-01-01, true", "2031-07-01, true", "2023-12-31, false", "newest, false", "2024-1-1, false"})
    void theVersionThatIsNamedDecidesOnTheFormOfAnError(String version, boolean newest) {
        var path = "/admin/users/" + UUID.randomUUID();
        var key = "Bearer " + target.variable("SUPABASE_SERVICE_ROLE_KEY");

        var reply = auth.send("GET", path, null, "x-supabase-api-version", version, "authorization", key);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("x-sb-error-code")).isEqualTo("user_not_found");
        assertThat(reply.header("x-supabase-api-version")).isEqualTo(newest ? "2024-01-01" : "");
        assertThat(reply.json().toString())
                .isEqualTo(
                        newest
                                ? "{\"code\":\"user_not_found\",\"message\":\"User not found\"}"
                                : "{\"code\":404,\"error_code\":\"user_not_found\",\"msg\":\"User not found\"}");
    }
}
