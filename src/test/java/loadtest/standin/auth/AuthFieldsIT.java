package loadtest.standin.auth;

import static loadtest.testing.AuthClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

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

/** What the Admin API takes for a user and what it refuses, where a kinder one would ignore it. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthFieldsIT {
    private RunningStandIn target;
    private AuthClient auth;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
        auth = new AuthClient(target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"00000000-0000-0000-0000-000000000000\",%s} | 400 | validation_failed | nil uuid",
                "{\"id\":\"1\",%s} | 400 | validation_failed | uuid v4 format",
                "{\"id\":7,%s} | 400 | bad_json | id must be a string",
                "{%s,\"password\":\"12345\"} | 422 | weak_password | at least 6",
                "{%s,\"password\":123456} | 400 | bad_json | password must be a string",
                "{%s,\"email_confirm\":\"true\"} | 400 | bad_json | email_confirm must be true or false",
                "{%s,\"app_metadata\":[]} | 400 | bad_json | app_metadata must be an object",
                "{%s,\"user_metadata\":\"x\"} | 400 | bad_json | user_metadata must be an object",
                "{%s,\"ban_duration\":\"24\"} | 400 | validation_failed | invalid format for ban duration",
                "{%s,\"phone\":\"250780900001\"} | 400 | validation_failed | the stand-in knows no phone",
                "{%s,\"password_hash\":\"x\"} | 400 | validation_failed | the stand-in knows no password_hash",
                "{\"email\":\"a b@example.com\"} | 400 | validation_failed | invalid format",
                "{\"email\":\"a@-example.com\"} | 400 | validation_failed | invalid format",
                "{\"email\":\"\",\"password\":\"first-one\"} | 400 | validation_failed | without either an email or phone",
            })
    void aWrongFieldIsRefused(String body, int status, String code, String words) throws Exception {
        var email = UUID.randomUUID() + "@example.com";

        var reply = auth.admin("POST", "", body.replace("%s", "\"email\":\"" + email + "\""));

        assertRefused(reply, status, code);
        assertThat(reply.json().path("msg").asText()).contains(words);
        assertThat(target.sql("select count(*) from auth.users where email = ?", email))
                .isEqualTo("0");
    }

    /** As the older seeder asked for its users. */
    @Test
    void aUserWithinAUserIsNoUser() throws Exception {
        var id = UUID.randomUUID();

        var reply = auth.admin("POST", "", """
                {"user":{"id":"%s","email":"%s@example.com","email_confirmed":true},"password":"PerfSeedPassw0rd!",
                 "app_metadata":{"roles":["customer"]},"user_metadata":{"display_name":"Perf"}}""".formatted(id, id));

        assertRefused(reply, 400, "validation_failed");
        assertThat(reply.json().path("msg").asText())
                .isEqualTo("Cannot create a user without either an email or phone");
    }

    @Test
    void passwordsHaveSixTo72Bytes() {
        var user = auth.user("\"email_confirm\":true");
        for (var weak : new String[] {"", "12345"}) {
            var refused = auth.change(user, "{\"password\":\"" + weak + "\"}");
            assertRefused(refused, 422, "weak_password");
            assertThat(refused.json().at("/weak_password/reasons").toString()).isEqualTo("[\"length\"]");
        }
        // 37 letters of two bytes each.
        assertRefused(auth.change(user, "{\"password\":\"" + "\u00e9".repeat(37) + "\"}"), 400, "validation_failed");
        var longest = "\u00e9".repeat(36);
        assertThat(auth.change(user, "{\"password\":\"" + longest + "\"}").status())
                .isEqualTo(200);
        assertThat(auth.signIn(user, longest).status()).isEqualTo(200);
        assertThat(auth.change(user, "{\"password\":\"      \"}").status()).isEqualTo(200);
        assertThat(auth.signIn(user, "      ").status()).isEqualTo(200);
    }
}
