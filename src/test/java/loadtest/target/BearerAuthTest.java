package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service key goes to an application only where it is asked for, unseen, and to a host that somebody has written down. */
class BearerAuthTest {
    private static final String TOKEN = "PERF_STATION_BEARER";
    private static final String KEY = "canary-service-key";
    private static final BearerAuth AUTH = auth(true);

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/x,          shop.example.com",
        "https://SHOP.example.com:8443,       'other.example.com, shop.example.com'",
        "https://shop.example.com,            SHOP.EXAMPLE.COM",
        "https://staging.example.com,         staging.example.com",
        "http://127.0.0.1:3000/preview,       127.0.0.1",
        "http://localhost:3000,               localhost",
        "http://[::1]:3000,                   ::1",
        "https://127.0.0.1:3000,              127.0.0.1",
    })
    void goesToAConfirmedHost(URI address, String confirmed) {
        var settings = settings(Map.of(TOKEN, "service-role", "PERF_CONFIRM_TARGET", confirmed));

        AUTH.check(settings, address);
        assertThat(AUTH.token(settings, address)).contains(new Secret(KEY));
        assertThat(AUTH.note(settings, address).orElseThrow().finding())
                .startsWith(
                        TOKEN + "=service-role: the service key goes to " + address.getHost() + " as authorization");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "https://staging.example.com | - | staging.example.com is not; nothing was sent; if this is meant,",
                "https://shop.example.com | example.com | set PERF_CONFIRM_TARGET=example.com,shop.example.com",
                "https://shop.example.com | staging.shop.example.com | and shop.example.com is not",
                "http://127.0.0.1:3000 | - | if this is meant, set PERF_CONFIRM_TARGET=127.0.0.1",
                "http://127.0.0.1:3000 | localhost | and 127.0.0.1 is not",
                "http://shop.example.com | shop.example.com | shop.example.com over plain http",
                "http://staging.example.com | staging.example.com | staging.example.com over plain http",
                "HTTP://10.0.0.7:3000 | 10.0.0.7 | 10.0.0.7 over plain http",
                "http://no.such.localhost | no.such.localhost | no.such.localhost over plain http",
            })
    void goesNowhereElse(URI address, String confirmed, String why) {
        for (var asked : new String[] {"service-role", KEY, "Bearer " + KEY}) {
            var variables = new HashMap<>(Map.of(TOKEN, asked));
            if (confirmed != null) {
                variables.put("PERF_CONFIRM_TARGET", confirmed);
            }
            var settings = settings(variables);

            assertThat(AUTH.token(settings, address)).as(asked).isEmpty();
            assertThatThrownBy(() -> AUTH.check(settings, address))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(TOKEN)
                    .hasMessageContaining(why)
                    .hasMessageContaining("nothing was sent")
                    .hasMessageNotContainingAny("canary", "\n");
        }
    }

    @Test
    void previewsAndRedeemsAloneMayAskForIt() {
        assertThat(Scenarios.onClassPath().all())
                .flatExtracting(Scenario::endpoints)
                .filteredOn(endpoint -> endpoint.auth().serviceRole())
                .extracting(endpoint -> endpoint.bearer().orElseThrow())
                .containsExactly("PERF_STATION_BEARER", "PERF_VOUCHER_BEARER");
    }

    @Test
    void aServerWhoseFileDoesNotSaySoNeverGetsIt() {
        var address = URI.create("https://shop.example.com");
        var settings = settings(Map.of(TOKEN, "service-role", "PERF_CONFIRM_TARGET", "shop.example.com"));

        assertThat(auth(false).token(settings, address)).isEmpty();
        assertThatThrownBy(() -> auth(false).check(settings, address))
                .hasMessageStartingWith(
                        TOKEN + "=service-role: the service key never goes to this server; set a token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sb_publishable_canary | a publishable key",
                "{\"role\":\"anon\"} | the anon key",
                "{\"role\":\"authenticated\"} | a token of the role 'authenticated'",
            })
    void aKeyOfAnotherRoleIsRefused(String key, String why) {
        var address = URI.create("https://shop.example.com");
        var settings = confirmed(key.startsWith("{") ? jwt(key) : key);

        assertThatThrownBy(() -> AUTH.check(settings, address))
                .hasMessageStartingWith("SUPABASE_SERVICE_ROLE_KEY: it is " + why)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aSecretKeyGoesAsItIsAndItsLimitIsSaid() {
        var address = URI.create("https://shop.example.com");
        var settings = confirmed("sb_secret_canary");

        AUTH.check(settings, address);
        assertThat(AUTH.token(settings, address)).contains(new Secret("sb_secret_canary"));
        assertThat(AUTH.note(settings, address).orElseThrow().finding())
                .contains("a secret key (sb_secret_...) is no JWT")
                .doesNotContain("canary");
    }

    @Test
    void withoutAKeyThatIsWhatIsMissing() {
        assertThat(AUTH.missing(Settings.of(Map.of(TOKEN, "service-role"))))
                .contains("SUPABASE_SERVICE_ROLE_KEY (" + TOKEN + "=service-role asks for it)");
        assertThat(AUTH.missing(settings(Map.of(TOKEN, "service-role")))).isEmpty();
        assertThat(AUTH.missing(Settings.of(Map.of(TOKEN, "t")))).isEmpty();
        assertThat(AUTH.missing(Settings.of(Map.of()))).isEmpty();
    }

    /** The older script gave the token in the header of its own, and the service key as Authorization. */
    @ParameterizedTest
    @CsvSource({"service-role, authorization", "t, x-shop-token", "canary-service-key, x-shop-token"})
    void theServiceKeyAskedForByNameIsAnAuthorization(String token, String header) {
        assertThat(AUTH.header(settings(Map.of(TOKEN, token, "PERF_STATION_AUTH_HEADER", "x-shop-token"))))
                .isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://staging.example.com", "http://127.0.0.1:3000"})
    void anyOtherTokenGoesWhereTheGuardSays(URI address) {
        var settings = settings(Map.of(TOKEN, "canary-token"));

        AUTH.check(settings, address);
        assertThat(AUTH.token(settings, address)).contains(new Secret("canary-token"));
        assertThat(AUTH.note(settings, address)).isEmpty();
        assertThat(AUTH.token(settings(Map.of()), address)).isEmpty();
    }

    private static BearerAuth auth(boolean serviceRole) {
        return new BearerAuth(Optional.of(TOKEN), Optional.of("PERF_STATION_AUTH_HEADER"), serviceRole);
    }

    private static Settings settings(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("SUPABASE_SERVICE_ROLE_KEY", KEY);
        return Settings.of(all);
    }

    private static String jwt(String claims) {
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".x";
    }

    private static Settings confirmed(String key) {
        return Settings.of(Map.of(
                TOKEN, "service-role", "PERF_CONFIRM_TARGET", "shop.example.com", "SUPABASE_SERVICE_ROLE_KEY", key));
    }
}
