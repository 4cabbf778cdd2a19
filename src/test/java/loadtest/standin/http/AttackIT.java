package loadtest.standin.http;

import static loadtest.testing.ExpectedAnswer.headers;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client of the products means, over sockets of the test's own. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {
    private static final int LARGE = 9_000_000;
    private static final int MILLIS = 30_000;

    private RunningStandIn target;
    private String[] everything;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
        everything = headers(
                "apikey",
                target.variable("SUPABASE_SERVICE_ROLE_KEY"),
                "x-bridge-secret",
                target.variable("BRIDGE_SHARED_SECRET"),
                "authorization",
                "Bearer " + target.token("demo.user09@example.com", "password123"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/healthz%00",
                "GET /api/%",
                "GET /api/healthz%2",
                "GET /api/healthz%zz",
                "GET /%ff%fe",
                "GET /nowhere%00",
                "GET /api/agent/telemetry?orgSlug=%00",
                "GET /api/agent/telemetry?orgSlug=%",
                "GET /api/agent/telemetry?orgSlug=%c0%af",
                "GET /v1/approvals?%=1",
                "GET /auth/v1/admin/users/%00",
                "GET /auth/v1/admin/users?page=%",
                "DELETE /auth/v1/admin/users/%e0%80",
                "POST /auth/v1/token?grant_type=%00",
                "POST /redeem%",
                "POST /campaigns?a=%00",
                "GET /api/vouchers/%00/qr.png",
                "GET /customer/v1/privileged/metrics?%",
                "GET /control/faults%00",
                "GET /control/delays?endpoint=%",
            })
    void aMalformedAddressIsRefusedEverywhere(String request) throws IOException {
        assertThat(statusOf(request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /a\0b HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nx-request-id: \0\r\n\r\n"
            })
    void rawControlCharactersAreRefused(String request) throws IOException {
        assertThat(statusOf(request)).isEqualTo(400);
    }

    static Stream<String> documents() {
        var deep = 50_000;
        return Stream.of(
                "[".repeat(deep),
                "{\"a\":".repeat(deep) + "1" + "}".repeat(deep),
                "{\"input\":" + "[".repeat(900) + "]".repeat(900) + "}",
                "{\"a\":" + "9".repeat(5_000) + "}",
                "{\"a\":[" + "{},".repeat(300_000) + "1]}",
                "{\"a\":1}{\"a\":1}",
                "null",
                "\"text\"",
                "\ufeff\ufeff{}",
                "{\"email\":\"\\ud8\"}");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void excessiveJsonIsRefusedEverywhere(String document) {
        for (var path : List.of(
                "/api/auth/token/issue",
                "/auth/v1/token?grant_type=password",
                "/api/agent/start",
                "/api/agent/plan",
                "/api/agent/respond",
                "/functions/v1/archive-sync",
                "/functions/v1/telemetry-sync",
                "/api/vouchers/preview",
                "/campaigns",
                "/redeem",
                "/api/station/redeem",
                "/control/faults")) {
            assertThat(target.send("POST", path, document, everything).status())
                    .as(path)
                    .isEqualTo(400);
        }
        for (var request : List.of("POST /auth/v1/admin/users", "PUT /auth/v1/admin/users/" + UUID.randomUUID())) {
            var parts = request.split(" ");
            assertThat(target.send(parts[0], parts[1], document, service()).status())
                    .as(request)
                    .isEqualTo(400);
        }
    }

    @Test
    void whatTheDatabaseCannotHoldIsTheClientsMistake() throws SQLException {
        var voucher = target.voucher("");
        var nul = "a\\u0000b";
        var longKey = longKey();
        refused("/api/auth/token/issue", "{'email':'%s','password':'x'}".formatted(nul));
        refused("/api/agent/start", "{'orgSlug':'%s','agentType':'TAX'}".formatted(nul));
        refused("/api/agent/respond", "{'orgSlug':'demo','input':'%s'}".formatted(nul));
        refused("/functions/v1/archive-sync", "{'orgSlug':'%s','engagementId':'x'}".formatted(nul));
        refused("/redeem", "{'voucherCode':'%s'}".formatted(nul));
        refused("/redeem", "{'voucherId':'%s','operator':{'displayName':'%s'}}".formatted(voucher, nul));
        refused(
                "/api/vouchers/preview",
                "{'voucherId':'%s','expiresAt':'+999999999-01-01T00:00:00Z'}".formatted(voucher));
        refused("/campaigns", batch("running", nul, "+1"));
        refused("/campaigns", batch("running", "a", nul));
        refused("/campaigns", batch("running", longKey, "+1"));
        for (var header : List.of("idempotency-key", "x-idempotency-key")) {
            var path = header.startsWith("x") ? "/api/vouchers/preview" : "/redeem";
            var reply = target.send("POST", path, "{\"voucherId\":\"" + voucher + "\"}", with(header, longKey));
            assertThat(reply.status()).as(header).isEqualTo(400);
        }
        var user = "{\"email\":\"%s@example.com\",\"user_metadata\":{\"a\":\"%s\"}}";
        for (var body : List.of(user.formatted(nul, ""), user.formatted("nul", nul), user.formatted(longKey, ""))) {
            assertThat(target.send("POST", "/auth/v1/admin/users", body, service())
                            .status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(target.sql("select status from vouchers where id = ?::uuid", voucher))
                .isEqualTo("issued");
    }

    @Test
    void manyLargeBodiesAtOnceAreBounded() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            // All but the last byte of each: those that fit into the bound wait for it.
            var statuses = new ArrayList<Integer>();
            for (var i = 0; i < 20; i++) {
                var socket = socket();
                sockets.add(socket);
                var out = socket.getOutputStream();
                out.write(
                        ("POST /api/agent/respond HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + LARGE + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[LARGE - 1]);
            }
            assertThat(target.send("POST", "/redeem", "{}", everything).status())
                    .as("a small one meanwhile, at the bound or below it")
                    .isIn(400, 503);
            for (var socket : sockets) {
                socket.getOutputStream().write('x');
                var answer = head(socket);
                statuses.add(status(answer));
                if (status(answer) == 503) {
                    assertThat(answer).containsIgnoringCase("\r\nretry-after: 1\r\n");
                }
            }
            assertThat(statuses).contains(401, 503).containsOnly(401, 503);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        assertThat(target.send("POST", "/redeem", "{}", everything).status())
                .as("when they have gone")
                .isEqualTo(400);
    }

    @Test
    void aKnownKeyWithAnotherBodyIsRefused() throws SQLException {
        var voucher = target.voucher("");
        var other = target.voucher("");
        var body = "{\"voucherId\":\"%s\",\"barName\":\"%s\"}";
        same("/redeem", "idempotency-key", body.formatted(voucher, "a"), body.formatted(voucher, "b"));
        same("/api/vouchers/preview", "x-idempotency-key", body.formatted(other, "a"), body.formatted(other, "b"));
        same("/api/vouchers/preview", "x-idempotency-key", body.formatted(other, "a"), body.formatted(voucher, "a"));

        var first = batch("running", "ref", "+1");
        assertThat(target.send("POST", "/campaigns", first, everything).status())
                .isEqualTo(202);
        assertThat(target.send("POST", "/campaigns", first.replace(":", " : "), everything)
                        .status())
                .isEqualTo(202);
        var changed = target.send("POST", "/campaigns", first.replace("+1", "+2"), everything);
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.json().path("error").asText()).isEqualTo("idempotency_key_reused");
    }

    /** The same object in other words is the same body. */
    private void same(String path, String header, String body, String another) {
        var keyed = with(header, UUID.randomUUID().toString());
        var first = target.send("POST", path, body, keyed);
        assertThat(first.status()).isEqualTo(200);
        var fields = body.substring(1, body.length() - 1).split(",");
        var again = target.send("POST", path, "{ " + fields[1] + ", " + fields[0] + " }", keyed);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        var changed = target.send("POST", path, another, keyed);
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.json().path("error").asText()).isEqualTo("idempotency_key_reused");
    }

    private void refused(String path, String body) {
        assertThat(target.send("POST", path, body.replace('\'', '"'), everything)
                        .status())
                .as("%s %s", path, body)
                .isEqualTo(400);
    }

    private String batch(String status, String reference, String msisdn) throws SQLException {
        var campaign = target.sql(
                "insert into campaigns (name, type, status) values ('test', 'promo', ?) returning id::text", status);
        return "{\"campaignId\":\"%s\",\"batchReference\":\"%s\",\"targets\":[\"%s\"]}"
                .formatted(campaign, reference, msisdn);
    }

    /** Longer than an index of Postgres' takes, and not to be compressed. */
    private static String longKey() {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(150).reduce("", String::concat);
    }

    private String[] with(String header, String value) {
        var all = new ArrayList<>(List.of(everything));
        all.addAll(List.of(header, value));
        return all.toArray(String[]::new);
    }

    private String[] service() {
        var key = target.variable("SUPABASE_SERVICE_ROLE_KEY");
        return headers("apikey", key, "authorization", "Bearer " + key);
    }

    private Socket socket() throws IOException {
        var address = URI.create(target.variable("PERF_BASE_URL"));
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(MILLIS);
        return socket;
    }

    private int statusOf(String request) throws IOException {
        try (var socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return status(head(socket));
        }
    }

    private static int status(String head) {
        return Integer.parseInt(head.split(" ")[1]);
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
