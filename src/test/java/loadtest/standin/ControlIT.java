package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loadtest.seed.Seeder;
import loadtest.settings.Settings;
import loadtest.standin.fault.Endpoints;
import loadtest.testing.ExpectedAnswer;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stand-in's control endpoint: plans that come and go, who may call it, and the reset. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlIT {
    private static final String SICK = "faults.sick { endpoints = /api/healthz, status = 500 }";

    private RunningStandIn target;
    private String[] bridge;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
        bridge = ExpectedAnswer.headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"));
    }

    @AfterEach
    void asNew() {
        target.send("POST", "/control/reset", "");
    }

    private int health() {
        return target.send("GET", "/api/healthz", null).status();
    }

    @Test
    void aPlanArrivesIsReportedAndEnds() {
        target.faults("POST", "{\"faults\":{\"sick\":{\"endpoints\":\"/api/healthz\",\"status\":500,\"every\":2}}}");
        assertThat(List.of(health(), health(), health())).containsExactly(200, 500, 200);

        var told = target.faults("GET", null).json().at("/faults/0");
        assertThat(told.path("name").asText()).isEqualTo("sick");
        assertThat(told.at("/endpoints/0").asText()).isEqualTo("GET /api/healthz");
        assertThat(told.path("seen").asInt()).isEqualTo(3);
        assertThat(told.path("struck").asInt()).isEqualTo(1);

        assertThat(target.faults("DELETE", null).json().path("faults")).isEmpty();
        assertThat(List.of(health(), health())).containsExactly(200, 200);
    }

    /** A run asks at its end, when the plan may be gone. */
    @Test
    void itKnowsWhatWentWrongOnPurposeSinceATime() {
        var before = Instant.now();
        target.faults("POST", SICK + ", rate-limits.agent-api.calls = 5");
        target.faults("DELETE", null);
        var after = Instant.now();

        assertThat(rehearsed("?since=" + before)).hasToString("[\"sick\",\"rate limit of agent-api\"]");
        assertThat(rehearsed("?since=" + after)).isEmpty();
        target.faults("POST", SICK);
        assertThat(rehearsed("?since=" + after)).hasToString("[\"sick\"]");
        assertThat(rehearsed("")).isNull();
        assertThat(target.send("GET", "/control/faults?since=noon", null).status())
                .isEqualTo(400);
    }

    private JsonNode rehearsed(String query) {
        return target.send("GET", "/control/faults" + query, null).json().get("rehearsed");
    }

    /** As {@code curl --data-binary} sends it. */
    @Test
    void aPlanMayComeAsWhatCallsItselfAForm() {
        var plan =
                "faults.sick { endpoints = /api/healthz, status = 500, share = 100 % }\n" + "# a remark\n".repeat(300);
        var reply = target.send("POST", "/control/faults", plan, "content-type", "application/x-www-form-urlencoded");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("going wrong on purpose: sick");
        assertThat(health()).isEqualTo(500);
    }

    @Test
    void aWrongPlanIsRefusedAndTheOneBeforeStays() {
        target.faults("POST", SICK);
        var reply = target.send("POST", "/control/faults", "faults {\n x { endpoints = /nowhere, status = 500 }\n}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText())
                .startsWith("fault plan line 2: endpoints is '/nowhere'; valid: ")
                .contains("POST /redeem")
                .doesNotContain("\n");
        assertThat(target.send("POST", "/control/faults", "").status()).isEqualTo(400);
        assertThat(target.send("GET", "/control/delays?endpoint=x", null)
                        .json()
                        .path("error")
                        .asText())
                .startsWith("endpoint is 'x'; valid: one of ");
        assertThat(health()).isEqualTo(500);
    }

    @Test
    void rateLimitsChangeAndComeBack() {
        var token = ExpectedAnswer.headers(
                "authorization", "Bearer " + target.token("demo.user07@example.com", "password123"));
        target.faults("POST", "rate-limits { agent-api { calls = 2, window = 30 s }, dispatcher { calls = 1 } }");
        for (var expected : new int[] {200, 200, 429}) {
            assertThat(target.send("GET", "/api/agent/telemetry?orgSlug=demo", null, token)
                            .status())
                    .isEqualTo(expected);
        }
        var status = target.send("GET", "/api/rate-limit/status", null, token).json();
        assertThat(status.path("limit").asInt()).isEqualTo(2);
        assertThat(status.path("windowSeconds").asInt()).isEqualTo(30);
        var batch = "{\"campaignId\":\"%s\",\"batchReference\":\"x\",\"targets\":[\"1\"]}".formatted(UUID.randomUUID());
        assertThat(target.send("POST", "/campaigns", batch, bridge).status()).isEqualTo(404);
        assertThat(target.send("POST", "/campaigns", batch, bridge).status()).isEqualTo(429);

        target.faults("DELETE", null);
        assertThat(target.send("GET", "/api/agent/telemetry?orgSlug=demo", null, token)
                        .header("ratelimit-remaining"))
                .isEqualTo("57");
        asNew();
        assertThat(target.send("GET", "/api/agent/telemetry?orgSlug=demo", null, token)
                        .header("ratelimit-remaining"))
                .isEqualTo("59");
    }

    @Test
    void tokensLiveAsLongAsThePlanSays() {
        var login = "{\"email\":\"load.user@example.com\",\"password\":\"password123\"}";
        target.faults("POST", "token-lifetime = 30 s");
        var minted = target.send("POST", "/api/auth/token/issue", login).json();

        assertThat(minted.path("expiresIn").asInt()).isEqualTo(30);
        var claims = JWT.decode(minted.path("accessToken").asText());
        assertThat(Duration.between(claims.getIssuedAtAsInstant(), claims.getExpiresAtAsInstant()))
                .isEqualTo(Duration.ofSeconds(30));
        asNew();
        assertThat(target.send("POST", "/api/auth/token/issue", login)
                        .json()
                        .path("expiresIn")
                        .asInt())
                .isEqualTo(3_600);
    }

    @Test
    void aResetPutsEverythingBack() throws SQLException {
        var settings = Settings.of(target.variables());
        asNew();
        var before = fingerprint();
        target.faults(
                "POST",
                "faults { sick { endpoints = /api/healthz, status = 500 }, two { bug = redeem-without-state-check } }");
        var voucher = target.sql("select id::text from vouchers where status = 'issued' order by id limit 1");
        for (var i = 0; i < 2; i++) {
            assertThat(target.send("POST", "/api/station/redeem", body(voucher), bridge)
                            .status())
                    .isIn(200, 403);
        }
        var twice = target.voucher("");
        target.send("POST", "/redeem", body(twice), bridge);
        target.send("POST", "/redeem", body(twice), bridge);
        var token = target.token("load.user@example.com", "password123");
        target.send(
                "POST",
                "/api/agent/start",
                "{\"orgSlug\":\"demo\",\"agentType\":\"TAX\"}",
                "authorization",
                "Bearer " + token);
        target.sql("update campaign_targets set status = 'sent'");
        target.sql("delete from auth.users where email = 'demo.user09@example.com'");
        assertThat(fingerprint()).isNotEqualTo(before);

        var reset = target.send("POST", "/control/reset", "");

        assertThat(reset.status()).isEqualTo(200);
        assertThat(reset.json().path("millis").asInt(-1)).isNotNegative();
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(health()).isEqualTo(200);
        assertThat(target.sql("select to_regclass('voucher_events_redeemed_once')::text"))
                .isNotNull();
        assertThat(Seeder.seed(settings).nothingChanged()).isTrue();
        // Users are who they were, so what they hold still lets them in.
        assertThat(target.send("GET", "/v1/approvals?orgSlug=demo", null, "authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onlyProgramsOfThisMachineMayCallIt() throws IOException {
        assertThat(target.send("POST", "/control/faults", SICK, "origin", "http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(raw("POST /control/reset HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /control/faults HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 200");
        assertThat(health()).isEqualTo(200);

        assertThat(Control.isOwn("127.0.0.1", "127.0.0.1", Optional.empty())).isTrue();
        assertThat(Control.isOwn("0:0:0:0:0:0:0:1", "[::1]", Optional.empty())).isTrue();
        assertThat(Control.isOwn("10.0.0.7", "127.0.0.1", Optional.empty())).isFalse();
        assertThat(Control.isOwn(null, "127.0.0.1", Optional.empty())).isFalse();
    }

    /** The control endpoint cannot be reached from another machine. */
    @Test
    void itListensOnLoopbackAlone() throws IOException {
        var port = URI.create(target.variable("PERF_BASE_URL")).getPort();
        for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (var address : Collections.list(network.getInetAddresses())) {
                try (var socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, port), 1_000);
                    assertThat(address.isLoopbackAddress())
                            .as("listens on %s", address)
                            .isTrue();
                } catch (IOException e) {
                    assertThat(address.getHostAddress()).isNotEqualTo("127.0.0.1");
                }
            }
        }
    }

    @Test
    void everyEndpointOfThePlansIsThere() {
        for (var endpoint : Endpoints.ALL) {
            var parts = endpoint.split(" ");
            target.faults("POST", "faults.x { endpoints = \"%s\", status = 418 }".formatted(endpoint));
            assertThat(target.send(
                                    parts[0],
                                    parts[1].replace(":id", UUID.randomUUID().toString()),
                                    null)
                            .status())
                    .as(endpoint)
                    .isEqualTo(418);
        }
    }

    private static String body(String voucher) {
        return "{\"voucherId\":\"%s\"}".formatted(voucher);
    }

    /** Of the rows of every table. */
    private String fingerprint() throws SQLException {
        var tables = target.sql(
                "select string_agg(format('select %L || md5(coalesce(string_agg(t::text, %L order by t::text),"
                        + " %L)) as one from %I.%I t', tablename, ',', '', schemaname, tablename), ' union all ')"
                        + " from pg_tables where schemaname in ('public', 'auth')");
        return target.sql("select string_agg(one, ',' order by one) from (" + tables + ") x");
    }

    private String raw(String head) throws IOException {
        var port = URI.create(target.variable("PERF_BASE_URL")).getPort();
        try (var socket = new Socket(StandIn.HOST, port)) {
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
