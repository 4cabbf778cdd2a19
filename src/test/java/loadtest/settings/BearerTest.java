package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bearer token is understood as people copy it, whichever variable holds it. */
class BearerTest {
    private static final String AGENT_TOKEN = "PERF_BEARER_TOKEN";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "canary-token",
                "Bearer canary-token",
                "bearer canary-token",
                "\"  BEARER    canary-token  \"",
                "Bearer Bearer canary-token",
            })
    void theSchemeIsNotAPartOfTheToken(String text) {
        assertThat(bearer("PERF_CAMPAIGN_BEARER", text)).contains(new Secret("canary-token"));
        assertThat(bearer("PERF_STATION_BEARER", text)).contains(new Secret("canary-token"));
        assertThat(bearer("PERF_VOUCHER_BEARER", text)).contains(new Secret("canary-token"));
        assertThat(bearer(AGENT_TOKEN, text)).contains(new Secret("canary-token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearerless", "Bearer-canary", "Bearer=", "basic", "sé crêt", "service-role-7"})
    void aTokenMayBeginLikeTheWord(String token) {
        assertThat(bearer("PERF_STATION_BEARER", token)).contains(new Secret(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERF_CAMPAIGN_BEARER", "PERF_STATION_BEARER", "PERF_VOUCHER_BEARER", AGENT_TOKEN})
    void theWordAloneIsNoToken(String variable) {
        for (var text : new String[] {"Bearer", " bearer ", "Bearer bearer"}) {
            assertRefused(variable, text, variable + ": the word Bearer and no token behind it; set the token");
        }
    }

    /** Behind the word Bearer no server would understand it. */
    @ParameterizedTest
    @CsvSource({
        "Basic canary,                 Basic",
        "Bearer Basic canary,          Basic",
        "TOKEN  canary,                TOKEN",
        "Authorization: Bearer canary, Authorization:",
    })
    void anotherSchemeIsRefusedAndNotShown(String text, String scheme) {
        for (var variable : new String[] {"PERF_STATION_BEARER", AGENT_TOKEN}) {
            assertRefused(variable, text, variable + ": found '" + scheme + " ...'; valid: the token alone, which is");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-role", "SERVICE-ROLE", "Bearer service-role", " service-role "})
    void theServiceKeyIsAskedForByName(String text) {
        var settings = Settings.of(Map.of("PERF_VOUCHER_BEARER", text));
        var bearer = settings.servers().bearers().get("PERF_VOUCHER_BEARER");

        assertThat(bearer.given()).isEmpty();
        assertThat(bearer.token(settings.supabase())).isEmpty();
        assertThat(Mask.of(settings).in("as service-role")).isEqualTo("as service-role");
        assertThat(bearer.token(Settings.of(Map.of("SUPABASE_SERVICE_ROLE_KEY", "canary-key"))
                        .supabase()))
                .contains(new Secret("canary-key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"service_role", "Service Role", "servicerole", "service-role-key", "SUPABASE_SERVICE_ROLE_KEY"})
    void itsNameIsSpeltAsItIs(String text) {
        assertRefused(
                "PERF_STATION_BEARER",
                text,
                "PERF_STATION_BEARER: found '" + text + "'; valid: service-role, which asks for"
                        + " SUPABASE_SERVICE_ROLE_KEY by its name, or a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-role", "Bearer Service-Role"})
    void theAgentApiNeverGetsTheServiceKey(String text) {
        assertRefused(AGENT_TOKEN, text, AGENT_TOKEN + ": found 'service-role'; valid: a token; the service key never");
    }

    private static void assertRefused(String variable, String text, String line) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, text)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(line)
                .hasMessageNotContainingAny("canary", "\n");
    }

    private static Optional<Secret> bearer(String variable, String text) {
        var settings = Settings.of(Map.of(variable, text));
        return variable.equals(AGENT_TOKEN)
                ? settings.agent().bearerToken()
                : settings.servers().bearers().get(variable).given();
    }
}
