package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key that may do anything goes to its own project's server, and nowhere else. */
class ServiceKeyTest {
    @ParameterizedTest
    @CsvSource({
        // SUPABASE_URL,                  where a request goes,                          the key goes along
        "https://abc.supabase.co,         https://abc.supabase.co/customer/v1/metrics,   true",
        "https://abc.supabase.co,         https://ABC.supabase.co:443/metrics?x=y,       true",
        "https://abc.supabase.co/base,    https://abc.supabase.co/metrics,               true",
        "https://abc.supabase.co:8443,    https://abc.supabase.co:8443/metrics,          true",
        "http://127.0.0.1:54321,          http://127.0.0.1:54321/metrics,                true",
        "http://localhost:54321,          http://localhost:54321/metrics,                true",
        "http://[::1]:54321,              http://[::1]:54321/metrics,                    true",
        // another host, scheme or port
        "https://abc.supabase.co,         https://xyz.supabase.co/metrics,               false",
        "https://abc.supabase.co,         https://supabase.co/metrics,                   false",
        "https://abc.supabase.co,         https://x.abc.supabase.co/metrics,             false",
        "https://abc.supabase.co,         https://abc.supabase.co.evil.org/metrics,      false",
        "https://abc.supabase.co,         https://abc.supabase.co./metrics,              false",
        "https://abc.supabase.co,         https://abc.supabase.co:8443/metrics,          false",
        "https://abc.supabase.co,         http://abc.supabase.co/metrics,                false",
        "https://abc.supabase.co,         http://abc.supabase.co:443/metrics,            false",
        "https://abc.supabase.co,         http://127.0.0.1:9090/metrics,                 false",
        "http://127.0.0.1:54321,          http://127.0.0.1:9090/metrics,                 false",
        "http://127.0.0.1:54321,          http://127.0.0.1/metrics,                      false",
        "http://127.0.0.1:54321,          http://localhost:54321/metrics,                false",
        "http://127.0.0.1:54321,          http://[::1]:54321/metrics,                    false",
        "http://127.0.0.1:54321,          https://127.0.0.1:54321/metrics,               false",
        "'',                              http://127.0.0.1:9090/metrics,                 false",
        "'',                              https://abc.supabase.co/metrics,               false",
        // plain http off loopback, confirmed or not
        "http://abc.supabase.co,          http://abc.supabase.co/metrics,                false",
        "http://staging.example.com,      http://staging.example.com/metrics,            false",
        "http://10.0.0.7:54321,           http://10.0.0.7:54321/metrics,                 false",
        "http://no.such.localhost:54321,  http://no.such.localhost:54321/metrics,        false",
    })
    void goesToItsOwnOriginAlone(String project, URI to, boolean goes) {
        assertThat(supabase(project).keyFor(to).map(Secret::reveal).isPresent()).isEqualTo(goes);
    }

    @Test
    void isRefusedToAProjectThatIsReachedInPlainText() {
        assertThat(supabase("https://abc.supabase.co").ownKey()).contains(new Secret("the-key"));
        assertThatThrownBy(() -> supabase("http://abc.supabase.co").ownKey())
                .isInstanceOf(BadInput.class)
                .hasMessage("SUPABASE_URL: abc.supabase.co over plain http: the service key goes there over https"
                        + " alone; nothing was sent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sb_publishable_canary | a publishable key",
                "{\"role\":\"anon\"} | the anon key",
                "{\"role\":\"authenticated\",\"sub\":\"x\"} | a token of the role 'authenticated'",
                "{\"role\":\"service_role\",\"ref\":\"zyxwvutsrqponmlkjihg\"}"
                        + " | a key of the project zyxwvutsrqponmlkjihg, and SUPABASE_URL names abcdefghijklmnopqrst",
            })
    void isRefusedForWhatItIs(String key, String what) {
        var project = "https://abcdefghijklmnopqrst.supabase.co";
        assertThatThrownBy(() ->
                        supabase(project, key.startsWith("{") ? jwt(key) : key).ownKey())
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("SUPABASE_SERVICE_ROLE_KEY: it is " + what)
                .hasMessageEndingWith("nothing was sent")
                .hasMessageNotContainingAny("canary", "eyJ", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sb_secret_abcdefghijk",
                "{\"role\":\"service_role\",\"ref\":\"abcdefghijklmnopqrst\"}",
                "{\"role\":\"service_role\"}",
                "a-key-of-a-gateway-of-ones-own",
                "a.b.c",
                "..",
            })
    void isTakenIfItMayHaveAccess(String key) {
        var text = key.startsWith("{") ? jwt(key) : key;
        assertThat(supabase("https://abcdefghijklmnopqrst.supabase.co", text).ownKey())
                .contains(new Secret(text));
    }

    /** Every local project's keys have another name in them. */
    @Test
    void aLocalProjectHasNoNameToCompare() {
        var key = jwt("{\"role\":\"service_role\",\"ref\":\"zyxwvutsrqponmlkjihg\"}");
        assertThat(supabase("http://127.0.0.1:54321", key).ownKey()).isPresent();
    }

    @Test
    void aKeyThatIsNoJwtIsNoBearerToken() {
        assertThat(headers("sb_secret_abcdefghijk")).isEqualTo(Map.of("apikey", List.of("sb_secret_abcdefghijk")));
        assertThat(headers("a.b.c"))
                .isEqualTo(Map.of("apikey", List.of("a.b.c"), "Authorization", List.of("Bearer a.b.c")));
    }

    private static Map<String, List<String>> headers(String key) {
        return ServiceKey.of(new Secret(key))
                .sentWith(HttpRequest.newBuilder(URI.create("http://127.0.0.1")))
                .build()
                .headers()
                .map();
    }

    private static String jwt(String claims) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    private static Supabase supabase(String project) {
        return supabase(project, "the-key");
    }

    private static Supabase supabase(String project, String key) {
        var variables = new HashMap<>(Map.of(
                "SUPABASE_SERVICE_ROLE_KEY",
                key,
                "PERF_CONFIRM_TARGET",
                "abc.supabase.co,staging.example.com,10.0.0.7"));
        if (!project.isEmpty()) {
            variables.put("SUPABASE_URL", project);
        }
        return Settings.of(variables).supabase();
    }
}
