package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String URL = "https://staging.example.com";

    @Test
    void hasTheDefaultsOfTheContract() {
        var settings = Settings.of(Map.of());

        assertThat(settings.run())
                .isEqualTo(new Settings.Run(
                        "local",
                        Optional.empty(),
                        "*",
                        List.of(),
                        Path.of("test-results/performance"),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        new Share(1, 1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
        assertThat(settings.servers().addresses()).isEmpty();
        assertThat(settings.servers().bearers()).isEmpty();
        assertThat(settings.servers().headers())
                .containsKeys("PERF_CAMPAIGN_AUTH_HEADER", "PERF_STATION_AUTH_HEADER")
                .allSatisfy((variable, header) -> assertThat(header).isEqualTo("authorization"));
        assertThat(settings.agent().tokenReuse()).isFalse();
        assertThat(settings.agent().rateLimitPerMinute()).isEqualTo(60);
        assertThat(settings.vouchers().idempotencyHeader()).isEqualTo("x-idempotency-key");
        assertThat(settings.campaign().batchSize()).isEqualTo(100);
        assertThat(settings.campaign().targetsPerMinute()).isEqualTo(600);
        assertThat(settings.campaign().maxInFlight()).isEqualTo(200);
        assertThat(settings.seed().summaryPath()).isEqualTo(Path.of("seed/generated/perf_seed_summary.json"));
        assertThat(settings.seed().anchor()).isEmpty();
        assertThat(settings.supabase().database()).isEmpty();
    }

    static Stream<Arguments> variables() {
        return Stream.of(
                variable("profile", "ramp", s -> s.run().profile(), "ramp"),
                variable("length", "90m", s -> s.run().length(), Optional.of(Duration.ofMinutes(90))),
                variable("PERF_LOAD_LENGTH", "45 s", s -> s.run().length(), Optional.of(Duration.ofSeconds(45))),
                variable("simulation", "ApiSmoke", s -> s.run().simulation(), "ApiSmoke"),
                variable("PERF_BASE_URL", URL + "/", s -> address(s, "PERF_BASE_URL"), uri(URL)),
                variable("PERF_EMAIL", "a@b", s -> s.agent().email(), Optional.of("a@b")),
                variable("PERF_PASSWORD", "x", s -> s.agent().password(), secret("x")),
                variable("PERF_ORG_SLUG", "demo", s -> s.agent().orgSlug(), Optional.of("demo")),
                variable("PERF_ENGAGEMENT_ID", "e", s -> s.agent().engagementId(), Optional.of("e")),
                variable("PERF_BEARER_TOKEN", "x", s -> s.agent().bearerToken(), secret("x")),
                variable("PERF_TOKEN_REUSE", "true", s -> s.agent().tokenReuse(), true),
                variable("PERF_PERSONA_FILE", "p.csv", s -> s.agent().personaFile(), Optional.of(Path.of("p.csv"))),
                variable("PERF_RATE_LIMIT_PER_MINUTE", "90", s -> s.agent().rateLimitPerMinute(), 90),
                variable(
                        "PERF_STATIC_HEADERS", "{\"a\":1}", s -> s.run().staticHeaders(), Map.of("a", new Secret("1"))),
                variable("PERF_OUTPUT_DIR", "out", s -> s.run().outputDir(), Path.of("out")),
                variable("PERF_RUN_GROUP", "nightly-7", s -> s.run().group(), Optional.of("nightly-7")),
                variable(
                        "PERF_START_AT",
                        "2030-01-31T13:00:00+01:00",
                        s -> s.run().startAt(),
                        Optional.of(Instant.parse("2030-01-31T12:00:00Z"))),
                variable("PERF_SCENARIOS", "a, b,", s -> s.run().scenarios(), List.of("a", "b")),
                variable("SUPABASE_URL", URL, s -> s.supabase().url(), uri(URL)),
                variable("SUPABASE_SERVICE_ROLE_KEY", "x", s -> s.supabase().serviceRoleKey(), secret("x")),
                variable(
                        "SUPABASE_DB_URL",
                        "postgresql://u:x@h/app",
                        s -> s.supabase().database().map(Database::jdbcUrl),
                        Optional.of("jdbc:postgresql://h:5432/app")),
                variable("PERF_APP_BASE_URL", URL, s -> address(s, "PERF_APP_BASE_URL"), uri(URL)),
                variable(
                        "PERF_VOUCHER_PREVIEW_URL",
                        URL + "/p",
                        s -> address(s, "PERF_VOUCHER_PREVIEW_URL"),
                        uri(URL + "/p")),
                variable("PERF_VOUCHER_BEARER", "x", s -> bearer(s, "PERF_VOUCHER_BEARER"), secret("x")),
                variable("PERF_CAMPAIGN_DISPATCH_URL", URL, s -> address(s, "PERF_CAMPAIGN_DISPATCH_URL"), uri(URL)),
                variable("PERF_STATION_REDEEM_URL", URL, s -> address(s, "PERF_STATION_REDEEM_URL"), uri(URL)),
                variable("PERF_SUPABASE_METRICS_URL", URL, s -> s.supabase().metricsUrl(), uri(URL)),
                variable(
                        "PERF_METRICS_EVERY",
                        "7",
                        s -> s.supabase().metricsEvery(),
                        Optional.of(Duration.ofSeconds(7))),
                variable("PERF_WABA_SANDBOX_NUMBER", "+1", s -> s.campaign().sandboxNumber(), Optional.of("+1")),
                variable("PERF_WABA_SANDBOX_TOKEN", "x", s -> s.campaign().sandboxToken(), secret("x")),
                variable("BRIDGE_SHARED_SECRET", "x", s -> s.run().bridgeSecret(), secret("x")),
                variable("PERF_CONFIRM_TARGET", "a.b, c.d", s -> s.run().confirmedTargets(), List.of("a.b", "c.d")),
                variable("PERF_SUMMARY_PATH", "s.json", s -> s.seed().summaryPath(), Path.of("s.json")),
                variable("PERF_OUTPUT_FILE", "o.json", s -> s.run().outputFile(), Optional.of(Path.of("o.json"))),
                variable("PERF_RESPONSE_LOG", "r", s -> s.campaign().responseLog(), Optional.of(Path.of("r"))),
                variable("PERF_RESPONSE_LOG_PHONES", "true", s -> s.campaign().responseLogPhones(), true),
                variable("PERF_LOCUST_LOG", "r", s -> s.campaign().responseLog(), Optional.of(Path.of("r"))),
                variable("PERF_IDEMPOTENCY_HEADER", "k", s -> s.vouchers().idempotencyHeader(), "k"),
                variable("PERF_IDEMPOTENCY_PREFIX", "k", s -> s.vouchers().idempotencyPrefix(), Optional.of("k")),
                variable(
                        "PERF_VOUCHER_DOCUMENTS",
                        "pdf",
                        s -> s.vouchers().documents(),
                        Optional.of(Set.of(VoucherDocument.PDF))),
                variable("PERF_CAMPAIGN_BEARER", "x", s -> bearer(s, "PERF_CAMPAIGN_BEARER"), secret("x")),
                variable(
                        "PERF_CAMPAIGN_AUTH_HEADER",
                        "h",
                        s -> s.servers().headers().get("PERF_CAMPAIGN_AUTH_HEADER"),
                        "h"),
                variable("PERF_STATION_BEARER", "x", s -> bearer(s, "PERF_STATION_BEARER"), secret("x")),
                variable(
                        "PERF_STATION_AUTH_HEADER",
                        "h",
                        s -> s.servers().headers().get("PERF_STATION_AUTH_HEADER"),
                        "h"),
                variable("PERF_CAMPAIGN_ID", "c", s -> s.campaign().campaignId(), Optional.of("c")),
                variable(
                        "PERF_CAMPAIGN_DISPATCH_BATCH_SIZE",
                        "5",
                        s -> s.campaign().batchSize(),
                        5),
                variable("PERF_CAMPAIGN_TARGETS_PER_MIN", "6", s -> s.campaign().targetsPerMinute(), 6),
                variable("PERF_CAMPAIGN_MAX_INFLIGHT", "7", s -> s.campaign().maxInFlight(), 7),
                variable(
                        "PERF_CAMPAIGN_INCLUDE_METADATA",
                        "False",
                        s -> dispatching(s).metadata(),
                        false),
                variable("PERF_CAMPAIGN_WAIT_MIN", "0.25", s -> dispatching(s).shortestWait(), Duration.ofMillis(250)),
                variable("PERF_CAMPAIGN_WAIT_MAX", "60", s -> dispatching(s).longestWait(), Duration.ofMinutes(1)),
                variable("PERF_CAMPAIGN_TIMEOUT", "7.50", s -> dispatching(s).timeout(), Duration.ofMillis(7_500)),
                variable(
                        "PERF_CAMPAIGN_DISPATCH_METHOD",
                        "put",
                        s -> s.servers().methods().get("PERF_CAMPAIGN_DISPATCH_METHOD"),
                        "PUT"),
                variable("PERF_FORCE_RANDOM_AMOUNT", "True", s -> s.vouchers().randomAmount(), true),
                variable("ARTILLERY_ENV", "ci", s -> s.run().profile(), "ci"),
                variable("PERF_SEED_USER_PASSWORD", "x", s -> s.seed().userPassword(), secret("x")),
                variable(
                        "PERF_SEED_ANCHOR",
                        "2030-01-31T00:00:00Z",
                        s -> s.seed().anchor(),
                        Optional.of(Instant.parse("2030-01-31T00:00:00Z"))));
    }

    private static Dispatching dispatching(Settings settings) {
        return settings.campaign().dispatching();
    }

    private static Arguments variable(String name, String value, Function<Settings, Object> field, Object expected) {
        return Arguments.of(name, value, field, expected);
    }

    private static Optional<URI> uri(String url) {
        return Optional.of(URI.create(url));
    }

    private static Optional<Secret> secret(String value) {
        return Optional.of(new Secret(value));
    }

    private static Optional<URI> address(Settings settings, String variable) {
        return Optional.ofNullable(settings.servers().addresses().get(variable));
    }

    private static Optional<Secret> bearer(Settings settings, String variable) {
        return Optional.ofNullable(settings.servers().bearers().get(variable)).flatMap(Bearer::given);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variables")
    void putsEachVariableIntoItsField(String name, String value, Function<Settings, Object> field, Object expected) {
        assertThat(field.apply(Settings.of(Map.of()))).isNotEqualTo(expected);
        assertThat(field.apply(Settings.of(Map.of(name, value)))).isEqualTo(expected);
    }

    @Test
    void prefersTheNewerName() {
        var settings = Settings.of(Map.of("PERF_RESPONSE_LOG", "new", "PERF_LOCUST_LOG", "old"));

        assertThat(settings.campaign().responseLog()).contains(Path.of("new"));
    }

    @Test
    void theLivePageHasItsOlderName() {
        assertThat(Settings.of(Map.of("K6_WEB_DASHBOARD", "true")).watching().live())
                .isEqualTo(LivePage.SERVED);
        assertThat(Settings.of(Map.of()).watching().live()).isEqualTo(LivePage.NONE);
    }

    @Test
    void theLivePageCanBeOpened() {
        assertThat(Settings.of(Map.of("live", "Open", "PERF_WEB_DASHBOARD", "false"))
                        .watching()
                        .live())
                .isEqualTo(LivePage.OPENED);
        assertThatThrownBy(() -> Settings.of(Map.of("live", "browser")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("live")
                .hasMessageContaining("browser")
                .hasMessageContaining("true, false or open");
    }

    @Test
    void ignoresWhatIsNoSetting() {
        assertThat(Settings.of(Map.of("loadtest", "x", "PATH", "/bin", "a.b.c", "x", "BASH_FUNC_f%%", "() { :; }")))
                .isEqualTo(Settings.of(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PERF_BASE_URL                     | staging.example.com       | staging.example.com",
                "PERF_BASE_URL                     | ftp://x.example.com       | ftp://x.example.com",
                "PERF_BASE_URL                     | https://                  | https:",
                "PERF_BASE_URL                     | https://h:99999           | https://h:99999",
                "PERF_BASE_URL                     | https://a b               | https://a b",
                "SUPABASE_URL                      | abc                       | abc",
                "SUPABASE_URL                      | ref.supabase.co           | ref.supabase.co",
                "SUPABASE_URL                      | postgresql://h/app        | postgresql://h/app",
                "SUPABASE_URL                      | http:///auth              | http:///auth",
                "SUPABASE_URL                      | https://h:70000           | https://h:70000",
                "SUPABASE_URL                      | https://h:port            | https://***",
                "SUPABASE_URL                      | https://h/%zz             | https://h/%zz",
                "SUPABASE_URL                      | https://[::1              | https://***",
                "SUPABASE_URL                      | https://h?key=canary      | an address without a query",
                "SUPABASE_URL                      | https://u:canary@h        | https://***@h",
                "SUPABASE_URL                      | https://u:canary@h:99999  | https://***@h:99999",
                "PERF_BASE_URL                     | https://h/?key=canary     | an address without a query",
                "PERF_APP_BASE_URL                 | https://h/?key=canary     | an address without a query",
                "PERF_APP_BASE_URL                 | /api                      | /api",
                "PERF_VOUCHER_PREVIEW_URL          | x                         | x",
                "PERF_CAMPAIGN_DISPATCH_URL        | x                         | x",
                "PERF_STATION_REDEEM_URL           | x                         | x",
                "PERF_SUPABASE_METRICS_URL         | x                         | x",
                "PERF_TOKEN_REUSE                  | maybe                     | maybe",
                "PERF_RATE_LIMIT_PER_MINUTE        | sixty                     | sixty",
                "PERF_METRICS_EVERY                | 0                         | 0",
                "PERF_METRICS_EVERY                | 5s                        | 5s",
                "PERF_RATE_LIMIT_PER_MINUTE        | 0                         | 0",
                "PERF_RATE_LIMIT_PER_MINUTE        | 1.5                       | 1.5",
                "PERF_CAMPAIGN_DISPATCH_BATCH_SIZE | 1001                      | 1001",
                "PERF_CAMPAIGN_TARGETS_PER_MIN     | -1                        | -1",
                "PERF_CAMPAIGN_MAX_INFLIGHT        | 99999999999               | 99999999999",
                "PERF_CAMPAIGN_WAIT_MIN            | 61                        | '61'; valid: a number of seconds from 0 to 60",
                "PERF_CAMPAIGN_WAIT_MIN            | -1                        | '-1'; valid: a number of seconds",
                "PERF_CAMPAIGN_WAIT_MAX            | 0,5                       | '0,5'; valid: a number of seconds",
                "PERF_CAMPAIGN_WAIT_MAX            | 1e1                       | '1e1'; valid: a number of seconds",
                "PERF_CAMPAIGN_TIMEOUT             | 0                         | '0'; valid: a number of seconds from 0.1 to 120",
                "PERF_CAMPAIGN_TIMEOUT             | 30s                       | '30s'; valid: a number of seconds",
                "PERF_CAMPAIGN_TIMEOUT             | NaN                       | 'NaN'; valid: a number of seconds",
                "PERF_CAMPAIGN_INCLUDE_METADATA    | maybe                     | 'maybe'; valid: true or false",
                "PERF_FORCE_RANDOM_AMOUNT          | 2000                      | '2000'; valid: true or false",
                "PERF_CAMPAIGN_DISPATCH_METHOD     | GET                       | 'GET'; valid: POST, PUT, PATCH",
                "PERF_CAMPAIGN_DISPATCH_METHOD     | PO ST                     | 'PO ST'; valid: POST, PUT, PATCH",
                "PERF_SEED_ANCHOR                  | yesterday                 | yesterday",
                "PERF_STATIC_HEADERS               | x-team: perf              | not a JSON object",
                "PERF_STATIC_HEADERS               | [1]                       | not a JSON object",
                "PERF_STATIC_HEADERS               | {\"a\":{\"b\":1}}         | 'a'",
                "PERF_STATIC_HEADERS               | {\"a\":1} trailing        | not a JSON object",
                "PERF_STATIC_HEADERS               | {\"a\":null}             | 'a'",
                "PERF_STATIC_HEADERS               | {\"x team\":1}           | x team",
                "PERF_STATIC_HEADERS               | {\"Host\":\"h\"}          | Host",
                "PERF_STATIC_HEADERS               | {\"X-Request-Id\":\"1\"}  | X-Request-Id",
                "PERF_IDEMPOTENCY_HEADER           | x-request-id              | an id of its own",
                "PERF_STATION_AUTH_HEADER          | X-REQUEST-ID              | an id of its own",
                "PERF_IDEMPOTENCY_HEADER           | x key                     | x key",
                "PERF_CAMPAIGN_AUTH_HEADER         | a:b                       | a:b",
                "PERF_STATION_AUTH_HEADER          | #{token}                  | #{token}",
                "SUPABASE_DB_URL                   | db.example.com            | not the address of a Postgres",
            })
    void namesTheVariableOfAWrongValue(String variable, String value, String shown) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, value)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(variable + ":")
                .hasMessageContaining(shown)
                .hasMessageNotContainingAny("\n", "canary");
    }

    @ParameterizedTest
    @CsvSource({
        "https://staging.example.com/hooks/redeem/, https://staging.example.com/hooks/redeem/, https://staging.example.com/hooks/redeem",
        "https://staging.example.com/,              https://staging.example.com,               https://staging.example.com",
        "https://staging.example.com,               https://staging.example.com,               https://staging.example.com",
        "https://staging.example.com/api//,         https://staging.example.com/api//,         https://staging.example.com/api",
        "http://[::1]:3000/redeem/,                 http://[::1]:3000/redeem/,                 http://[::1]:3000/redeem",
        "https://m\u00FCnchen.example:8443/a/,       https://xn--mnchen-3ya.example:8443/a/,    https://xn--mnchen-3ya.example:8443/a",
        "https://\u4F8B\u3048.\u30C6\u30B9\u30C8/, https://xn--r8jz45g.xn--zckzah,         https://xn--r8jz45g.xn--zckzah",
    })
    void takesAnEndpointAsItIsAndABaseWithoutItsLastSlash(String given, String endpoint, String base) {
        var servers = Settings.of(Map.of("PERF_STATION_REDEEM_URL", given, "PERF_BASE_URL", given))
                .servers();

        assertThat(servers.addresses().get("PERF_STATION_REDEEM_URL")).hasToString(endpoint);
        assertThat(servers.addresses().get("PERF_BASE_URL")).hasToString(base);
    }

    @Test
    void keepsTheSlashOfAQuery() {
        assertThat(Settings.of(Map.of("PERF_STATION_REDEEM_URL", "https://h/redeem/?next=/a/"))
                        .servers()
                        .addresses()
                        .get("PERF_STATION_REDEEM_URL"))
                .hasToString("https://h/redeem/?next=/a/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERF_BASE_URL", "PERF_STATION_REDEEM_URL", "SUPABASE_URL", "PERF_SUPABASE_METRICS_URL"})
    void saysOfAHostWhatIsWrongWithIt(String variable) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, "http://supabase_kong_app:8000/x")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(variable + ": the host 'supabase_kong_app' has an underscore, ");
        for (var host : new String[] {"stra\u00DFe.example", "\uFFFF.example"}) {
            assertThatThrownBy(() -> Settings.of(Map.of(variable, "http://" + host)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(variable + ": ")
                    .hasMessageContaining("write it in ASCII, an international name as xn--...");
        }
    }

    @Test
    void keepsBlanksAroundAPasswordAloneOfWhatStandsInQuotes() {
        var settings = Settings.of(Map.of("PERF_PASSWORD", " p w ", "PERF_EMAIL", " a@x.test "));

        assertThat(settings.agent().password()).contains(new Secret(" p w "));
        assertThat(settings.agent().email()).contains("a@x.test");
    }
}
