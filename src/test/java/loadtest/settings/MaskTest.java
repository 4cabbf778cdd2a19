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

    /** A header leaves as Latin-1, and comes back as whoever reads it takes it. */
    @Test
    void knowsHowAHeaderComesBack() {
        var header = "canary-é/+Secret";
        var own = Mask.of(Settings.of(Map.of("BRIDGE_SHARED_SECRET", header)));
        var latin = header.getBytes(StandardCharsets.ISO_8859_1);
        var once = URLEncoder.encode(header, StandardCharsets.UTF_8);
        for (var spelling : List.of(
                "canary-%E9/+Secret",
                URLEncoder.encode(header, StandardCharsets.ISO_8859_1),
                once.replace("%", "%25"),
                once.replace("%", "%2525"),
                new String(header.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                new String(latin, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(latin),
                Base64.getEncoder().encodeToString(("user:" + header).getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThat(own.in("before " + spelling + " after")).as(spelling).isEqualTo("before *** after");
        }
    }

    /** Reading again and again what it has read would take minutes over these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "eyJ-",
                "eyJ.",
                " ",
                "cookies=[",
                "Bearer ",
                "sb_secret_",
                "\"token\" ",
                "\"token\":\"",
                "://a:",
                "%25",
                "\\"
            })
    void longTextsAreReadOnce(String piece) {
        assertThat(mask.in(piece.repeat(50_000))).isNotEmpty();
    }

    @Test
    void knowsTheKeyInAnAddress() {
        var own = Mask.of(Settings.of(
                Map.of("PERF_CAMPAIGN_DISPATCH_URL", "https://staging.example.com/api/campaigns?code=canary-key&x=y")));

        assertThat(own.in("no route for /api/campaigns?code=canary-key")).doesNotContain("canary-key");
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
        for (var said : List.of(
                "{\"password\":\"is too short\"}", "http://127.0.0.1:9/a@b", "http://127.0.0.1:9 of me@example.com")) {
            assertThat(mask.in(said)).isEqualTo(said);
        }
        assertThat(mask.in("")).isEmpty();
        assertThat(mask.in(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer canary-of-16-chars-or-more",
                "authorization=basic Y2FuYXJ5LWNhbmFyeQ==",
                "eyJhbGciOiJIUzI1NiJ9.canary.canary",
                "sb_secret_canary_canary",
                "{\"accessToken\":\"canary\"}",
                "Cookie: a=canary; b=canary",
                "Session(HashMap(token -> canary, password -> canary),OK)",
                "Request{cookies=[a=canary, b=canary], body=null}",
                "{\\\"refresh_token\\\" : \\\"canary\\\"}",
                "{\"token\": \"canary\"}",
                "{\\\"clientSecret\\\":\\\"canary\\\"}",
                "{\"api_key\":\"canary",
                "cannot reach postgresql://app:canary@db.example.com/app",
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
