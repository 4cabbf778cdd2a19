package loadtest.seed.auth;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Mask;
import loadtest.settings.Secret;
import loadtest.testing.AuthServer;
import loadtest.testing.OnADeployment;
import loadtest.testing.SeededPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An auth server that refuses, is broken, or is none: one line says so, and no table changes. */
class AuthTroubleIT extends OnADeployment {
    private static final int FEW = 10;
    private static final String PASSWORD = "canary-Passw0rd";

    @Test
    void saysSoWhenTheServerStaysBroken() throws Exception {
        for (var i = 0; i < 100; i++) {
            fault(500, "{\"code\":500,\"msg\":\"Database error\"}", null);
        }
        assertRefused("SUPABASE_URL", "500 (Database error)");
    }

    @Test
    void whatTheServerSaysHasNoEffect() throws Exception {
        Mask.current().and(List.of(new Secret(AuthServer.KEY))).use();
        var said = "\\n::error::x\\r##[error]\\u001b[2J\\u009b1m\\u202e " + AuthServer.KEY;
        for (var field : new String[] {"msg", "message"}) {
            staging.auth.always("GET", new AuthServer.Fault(400, "{\"%s\":\"%s\"}".formatted(field, said), null));
            assertRefused(
                    "SUPABASE_URL", "400 ( \\u003a:error\\u003a:x \\u0023#[error]\\u001b[2J\\u009b1m\\u202e ***)");
        }
    }

    @Test
    void saysSoWhenTheKeyIsWrong() throws Exception {
        staging.with("SUPABASE_SERVICE_ROLE_KEY", "canary-key");
        assertRefused("SUPABASE_SERVICE_ROLE_KEY", "401");
    }

    @Test
    void saysSoWhenTheKeyCannotBeSent() throws Exception {
        staging.with("SUPABASE_SERVICE_ROLE_KEY", "canary-key\nof two lines");
        assertRefused("SUPABASE_SERVICE_ROLE_KEY", "copy it again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>hello</html>",
                "302 | <html>hello</html>",
                "404 | <html>hello</html>",
                "200 | {\"id\":\"a0b1",
                "200 | null",
                "200 | []",
                "200 | ''",
                "503 | upstream connect error",
            })
    void saysSoWhenTheAnswerIsNoAuthServers(int status, String body) throws Exception {
        staging.auth.always("GET", new AuthServer.Fault(status, body, null));

        assertRefused("SUPABASE_URL", status + ", which is not from an auth server");
    }

    @Test
    void saysSoWhenTheAnswerIsNoUser() throws Exception {
        for (var body : new String[] {"{}", "{\"id\":\"me\"}", "{\"id\":7}"}) {
            staging.auth.always("POST", new AuthServer.Fault(200, body, null));
            assertRefused("SUPABASE_URL", "200 (no reason given); no table was changed, some users may have been");
        }
    }

    @Test
    void saysSoWhenTheServerStaysBusy() throws Exception {
        for (var retryAfter : new String[] {null, "0", "3600"}) {
            staging.auth.always("GET", new AuthServer.Fault(429, "{\"msg\":\"over_request_rate_limit\"}", retryAfter));
            assertRefused("SUPABASE_URL", "429 (over_request_rate_limit)");
        }
    }

    @Test
    void finishesTheUsersOfASeedThatBrokeOff() throws Exception {
        for (var i = 0; i < 10; i++) {
            fault(404, "{\"error_code\":\"user_not_found\"}", null); // the look before anything is written
        }
        Stream.of("a", "b").forEach(any -> fault(400, "{\"msg\":\"no\"}", null));
        assertRefused("SUPABASE_URL", "400 (no); no table was changed, some users may have been: seed again");

        staging.auth.serveAgain();

        assertThat(change(staging.seed(FEW), "profiles").inserted()).isEqualTo(10);
        assertThat(staging.count("auth.users")).isEqualTo(10);
    }

    @Test
    void saysSoWhenNobodyListens() throws Exception {
        staging.auth.close();
        assertRefused("SUPABASE_URL", "cannot be reached");
    }

    @Test
    void saysSoWhenTheDatabaseIsOfAnotherProject() throws Exception {
        try (var other = new SeededPlatform(POSTGRES, folder)) {
            staging.with("SUPABASE_DB_URL", other.url("postgres", "any", POSTGRES.port()));
            assertRefused("SUPABASE_URL and SUPABASE_DB_URL", "same project");
            assertThat(other.count("stations")).isZero();
        }
    }

    private void assertRefused(String variable, String reason) throws Exception {
        assertThatThrownBy(
                        () -> staging.with("PERF_SEED_USER_PASSWORD", PASSWORD).seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(variable)
                .hasMessageContaining(reason)
                .hasMessageNotContainingAny("\n", PASSWORD, AuthServer.KEY, "canary-key");
        assertThat(staging.count("profiles")).isZero();
        assertThat(Files.exists(staging.summary)).isFalse();
    }

    private void fault(int status, String body, String retryAfter) {
        staging.auth.faults.add(new AuthServer.Fault(status, body, retryAfter));
    }
}
