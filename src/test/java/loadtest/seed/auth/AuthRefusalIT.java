package loadtest.seed.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import loadtest.settings.BadInput;
import loadtest.testing.AuthServer;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who refused, the auth server or something before it, and why: no cause is named that was not said. */
class AuthRefusalIT extends OnADeployment {
    private static final int FEW = 10;

    /** A gateway knows nothing of users: nothing is planned, made or taken for removed on its word. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"no Route matched with those values\"} | 404 (no Route matched with those values)",
                "{\"error\":\"requested path is invalid\"} | 404 (requested path is invalid)",
                "{\"code\":\"PGRST125\",\"message\":\"Invalid path\"} | 404 (PGRST125: Invalid path)",
                "{\"code\":404,\"error_code\":\"validation_failed\",\"msg\":\"no\"} | 404 (validation_failed: no)",
                "{} | 404 (no reason given)",
                "404 page not found | 404, which is not from an auth server: a body without a type: \"404 page not found\"",
                "<html><title>Gone</title></html> | 404, which is not from an auth server: a page: \"Gone\"",
            })
    void believesNobodyElseThatAUserDoesNotExist(String body, String reason) throws Exception {
        staging.seed(FEW);
        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1");
        for (var method : new String[] {"GET", "DELETE"}) {
            staging.auth.serveAgain();
            staging.auth.always(method, new AuthServer.Fault(404, body, null));
            assertThatThrownBy(() -> staging.seeder(FEW).remove())
                    .hasMessageStartingWith("SUPABASE_URL: ")
                    .hasMessageContaining(reason);
        }
        staging.auth.always("GET", new AuthServer.Fault(404, body, null));
        assertThatThrownBy(() -> staging.seeder(FEW).plan()).hasMessageContaining(reason);
        assertThat(staging.count("auth.users")).isEqualTo(10);
    }

    @Test
    void saysSoWhenTheAddressIsOfAnApi() throws Exception {
        staging.auth.always(
                "GET", new AuthServer.Fault(404, "{\"code\":\"PGRST125\",\"message\":\"Invalid path\"}", null));
        staging.with("SUPABASE_URL", staging.auth.url() + "/rest/v1");
        assertRefused("SUPABASE_URL", "404 (PGRST125: Invalid path); is the path /rest/v1 right?");
    }

    @Test
    void saysWhereARedirectLeads() throws Exception {
        staging.auth.redirect("https://sso.example.com/login?state=canary-key");
        assertRefused(
                "SUPABASE_URL",
                "302, which is not from an auth server: a redirect to https://sso.example.com/login?***");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"message\":\"Legacy API keys are disabled\",\"hint\":\"Re-enable them\"}"
                        + " | 401 (Legacy API keys are disabled: Re-enable them): the project has switched",
                "403 | {\"code\":403,\"error_code\":\"bad_jwt\",\"msg\":\"invalid JWT\"}"
                        + " | 403 (bad_jwt: invalid JWT): the auth server cannot verify it",
                "403 | {\"code\":\"bad_jwt\",\"message\":\"invalid JWT\"}"
                        + " | 403 (bad_jwt: invalid JWT): the auth server cannot verify it",
                "401 | {\"code\":401,\"msg\":\"Invalid JWT: token is expired\"}"
                        + " | 401 (Invalid JWT: token is expired): the auth server cannot verify it",
                "403 | {\"code\":403,\"error_code\":\"not_admin\",\"msg\":\"User not allowed\"}"
                        + " | 403 (not_admin: User not allowed): it is no service key",
                "401 | {\"message\":\"No API key found in request\"}"
                        + " | 401 (No API key found in request): the key was sent and did not arrive",
                "401 | {\"error_code\":\"no_authorization\",\"msg\":\"no\"}"
                        + " | 401 (no_authorization: no): the key was sent and did not arrive",
                "401 | {\"message\":\"Unregistered API key\"}"
                        + " | 401 (Unregistered API key): SUPABASE_SERVICE_ROLE_KEY is not this project's",
                "401 | {\"error\":\"invalid_grant\",\"error_description\":\"why not\"}"
                        + " | 401 (invalid_grant: why not); take the service_role key",
                "401 | '' | 401, an empty body; take the service_role key",
            })
    void tellsTheRefusalsOfAKeyApart(int status, String body, String reason) throws Exception {
        staging.auth.always("GET", new AuthServer.Fault(status, body, null));
        assertRefused("SUPABASE_SERVICE_ROLE_KEY: refused by 127.0.0.1", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><h1>Forbidden</h1></html> | a page: \"Forbidden\"",
                "error code: 1010 | a body without a type: \"error code: 1010\"",
            })
    void aFirewallSaysNothingOfTheKey(String body, String reason) throws Exception {
        staging.auth.always("GET", new AuthServer.Fault(403, body, null));
        assertRefused("SUPABASE_URL", "403, which is not from an auth server: " + reason);
    }

    @Test
    void anotherUserIsNotTheOneThatWasAskedFor() throws Exception {
        staging.auth.always("GET", new AuthServer.Fault(200, "{\"id\":\"" + UUID.randomUUID() + "\"}", null));
        assertRefused("SUPABASE_URL", "answered 200 (no reason given)");
    }

    private void assertRefused(String beginning, String reason) throws Exception {
        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(beginning)
                .hasMessageContaining(reason)
                .hasMessageNotContainingAny("\n", AuthServer.KEY, "canary-key");
        assertThat(staging.count("profiles")).isZero();
    }
}
