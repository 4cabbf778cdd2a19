package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    /** Everything that any notation escapes. */
    private static final String AWKWARD = "p\"a\\s/s é%25+&<'>=w€rd😀";

    private final Mask mask = Mask.of(Settings.of(Map.of("PERF_PASSWORD", AWKWARD)));

    @Test
    void knowsEverySpelling() throws Exception {
        var utf8 = AWKWARD.getBytes(StandardCharsets.UTF_8);
        var form = URLEncoder.encode(AWKWARD, StandardCharsets.UTF_8);
        var json = new JsonMapper().writeValueAsString(AWKWARD);
        var ascii = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .writeValueAsString(AWKWARD);
        for (var spelling : List.of(
                AWKWARD,
                json.substring(1, json.length() - 1),
                json.substring(1, json.length() - 1).replace("/", "\\/"),
                ascii.substring(1, ascii.length() - 1),
                form,
                form.replace("%C3", "%c3"),
                form.replace("+", "%20"),
                AWKWARD.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("'", "&#039;"),
                Base64.getEncoder().encodeToString(utf8),
                Base64.getUrlEncoder().withoutPadding().encodeToString(utf8))) {
            assertThat(mask.in("before " + spelling + " after")).as(spelling).isEqualTo("before *** after");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "service_role"})
    void knowsItInBasicAuthWhoeverTheUserIs(String user) {
        for (var behind : List.of("", "x", "xy", "xyz")) {
            var login = (user + ":" + AWKWARD + behind).getBytes(StandardCharsets.UTF_8);
            for (var encoder :
                    List.of(Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getMimeEncoder(1_000, new byte[0]))) {
                assertThat(mask.in("(" + encoder.encodeToString(login) + ")")).isEqualTo("(***)");
            }
        }
    }

    @Test
    void knowsEverySecretOfTheSettings() {
        var mask = Mask.of(Settings.of(Map.ofEntries(
                Map.entry("PERF_BEARER_TOKEN", "canary-1"),
                Map.entry("PERF_PASSWORD", "canary-2"),
                Map.entry("PERF_VOUCHER_BEARER", "canary-3"),
                Map.entry("PERF_CAMPAIGN_BEARER", "canary-4"),
                Map.entry("PERF_STATION_BEARER", "canary-5"),
                Map.entry("PERF_WABA_SANDBOX_TOKEN", "canary-6"),
                Map.entry("PERF_SEED_USER_PASSWORD", "canary-7"),
                Map.entry("BRIDGE_SHARED_SECRET", "canary-8"),
                Map.entry("SUPABASE_SERVICE_ROLE_KEY", "canary-9"),
                Map.entry("PERF_STATIC_HEADERS", "{\"x-a\":\"canary-a\",\"x-b\":\"canary-b\"}"),
                Map.entry("SUPABASE_DB_URL", "postgresql://u:canary%2Dc@h/app?sslpassword=canary-d"))));

        for (var last : "123456789abcd".split("")) {
            assertThat(mask.in("a canary-" + last + "!")).isEqualTo("a ***!");
        }
        assertThat(mask.in("postgresql://u:canary%2Dc@h/app?sslpassword=canary%2dd"))
                .isEqualTo("postgresql://u:***@h/app?sslpassword=***");
    }

    @Test
    void hidesTheLongerOfTwoThatBeginAlike() {
        var mask = this.mask.and(List.of(new Secret("secret"), new Secret("secret-of-more")));

        assertThat(mask.in("secret-of-more, secret, secretive")).isEqualTo("***, ***, ***ive");
    }

    @Test
    void leavesWordsAlone() {
        var mask = this.mask.and(List.of(new Secret("demo"), new Secret("")));

        assertThat(mask.in("the demo of a Bearer token: Basic")).isEqualTo("the demo of a Bearer token: Basic");
        assertThat(mask.in("")).isEmpty();
        assertThat(mask.in(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer canary-of-16-chars-or-more",
                "authorization=basic Y2FuYXJ5LWNhbmFyeQ==",
                "eyJhbGciOiJIUzI1NiJ9.canary.canary",
                "{\"accessToken\":\"canary\"}",
                "Cookie: a=canary; b=canary",
                "Session(HashMap(token -> canary, password -> canary),OK)",
                "Request{cookies=[a=canary, b=canary], body=null}",
                "{\\\"refresh_token\\\" : \\\"canary\\\"}",
            })
    void knowsACredentialThatNobodySet(String text) {
        assertThat(Mask.current().in(text)).contains("***").doesNotContain("canary", "Y2FuY");
    }

    @Test
    void findsAVeryLongOne() {
        var huge = new Secret("x".repeat(20_000) + "%");

        assertThat(mask.and(List.of(huge)).in("a" + "%78".repeat(20_000) + "%25"))
                .isEqualTo("a***");
    }
}
