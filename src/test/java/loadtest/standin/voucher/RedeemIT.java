package loadtest.standin.voucher;

import static loadtest.testing.ExpectedAnswer.headers;
import static loadtest.testing.ExpectedAnswer.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redeems, row by row, on vouchers of the test's own. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeemIT {
    private static final String[] NONE = {};

    private RunningStandIn target;
    private String[] bridge;
    private String station;

    @BeforeAll
    void target(RunningStandIn shared) throws SQLException {
        target = shared;
        bridge = headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"));
        station = target.sql("select id::text from stations order by engencode limit 1");
    }

    private static String body(String voucher) {
        return "{\"voucherId\":\"%s\"}".formatted(voucher);
    }

    private String body(String voucher, String atStation) {
        return body(voucher, atStation, "{\"msisdn\":\"+250780900001\",\"displayName\":\"Ann\"}");
    }

    private static String body(String voucher, String atStation, String operator) {
        return "{\"voucherId\":\"%s\",\"stationId\":\"%s\",\"operator\":%s}".formatted(voucher, atStation, operator);
    }

    @TestFactory
    Stream<DynamicTest> redeems() throws SQLException {
        var elsewhere = "station_scope = (select id from stations order by engencode offset 1 limit 1)";
        var here = "station_scope = '%s'".formatted(station);
        var success = new String[] {
            "/status=redeemed",
            "/voucherId",
            "/stationId",
            "/amount=2000.5",
            "/currency=RWF",
            "/redeemedAt",
            "/reference"
        };
        return Stream.of("/redeem", "/api/station/redeem")
                .flatMap(path -> {
                    try {
                        return Stream.of(
                                post("issued", path, body(target.voucher(""), station), bridge, 200, success),
                                post(
                                        "sent",
                                        path,
                                        body(target.voucher("status = 'sent'"), station),
                                        bridge,
                                        200,
                                        success),
                                post("scoped here", path, body(target.voucher(here), station), bridge, 200, success),
                                post("no station", path, body(target.voucher("")), bridge, 200, "/status=redeemed"),
                                post("no secret", path, body(target.voucher("")), NONE, 401, "/error=unauthorized"),
                                post("no voucher", path, "{}", bridge, 400, "/error=invalid_payload"),
                                post("no uuid", path, body("x"), bridge, 400, "/error=invalid_payload"),
                                post(
                                        "no uuid of a station",
                                        path,
                                        body(target.voucher(""), "x"),
                                        bridge,
                                        400,
                                        "/error"),
                                post(
                                        "scoped elsewhere",
                                        path,
                                        body(target.voucher(elsewhere), station),
                                        bridge,
                                        403,
                                        "/status=invalid_station"),
                                post(
                                        "scoped, no station",
                                        path,
                                        body(target.voucher(here)),
                                        bridge,
                                        403,
                                        "/status=invalid_station"),
                                post(
                                        "unknown station",
                                        path,
                                        body(
                                                target.voucher(""),
                                                UUID.randomUUID().toString()),
                                        bridge,
                                        403,
                                        "/status=invalid_station"),
                                post(
                                        "unknown",
                                        path,
                                        body(UUID.randomUUID().toString(), station),
                                        bridge,
                                        404,
                                        "/status=not_found"),
                                post("unknown code", path, "{\"voucherCode\":\"?\"}", bridge, 404, "/status=not_found"),
                                post(
                                        "redeemed",
                                        path,
                                        body(target.voucher("status = 'redeemed', redeemed_at = now()")),
                                        bridge,
                                        409,
                                        "/status=already_redeemed",
                                        "/redeemedAt"),
                                post(
                                        "void",
                                        path,
                                        body(target.voucher("status = 'void'")),
                                        bridge,
                                        409,
                                        "/status=void"),
                                post(
                                        "expired",
                                        path,
                                        body(target.voucher("status = 'expired'")),
                                        bridge,
                                        410,
                                        "/status=expired"),
                                post(
                                        "past its time",
                                        path,
                                        body(target.voucher("expires_at = now() - interval '1 s'")),
                                        bridge,
                                        410,
                                        "/status=expired"));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(row -> row.of(target));
    }

    @Test
    void aVoucherIsRedeemedByItsCodeAndLeavesOneEvent() throws SQLException {
        var voucher = target.voucher("");
        var code = target.sql("select code5 from vouchers where id = ?::uuid", voucher);

        var answer = target.send("POST", "/redeem", "{\"voucherCode\":\"%s\"}".formatted(code), bridge);

        assertThat(answer.json().path("voucherId").asText()).isEqualTo(voucher);
        assertThat(target.sql("select status from vouchers where id = ?::uuid", voucher))
                .isEqualTo("redeemed");
        assertThat(target.sql(
                        "select string_agg(event_type || id, ',') from voucher_events where voucher_id = ?::uuid",
                        voucher))
                .isEqualTo("redeemed" + answer.json().path("reference").asText());
    }

    @Test
    void whoRedeemedIsStored() throws SQLException {
        var user = target.sql("select id::text from auth.users where email = 'perf.operator01@example.com'");
        var operator = "{\"msisdn\":\"+250780901001\",\"displayName\":\"Perf Operator 01\",\"userId\":\"%s\"}";

        assertThat(storedOf(operator.formatted(user))).isEqualTo(user + " +250780901001 Perf Operator 01 " + user);
        var stranger = UUID.randomUUID().toString();
        assertThat(storedOf(operator.formatted(stranger))).isEqualTo("+250780901001 Perf Operator 01 " + stranger);
        assertThat(storedOf("{\"displayName\":null}")).isEmpty();
        assertThat(storedOf("{}")).isEmpty();
        assertThat(storedOf("null")).isEmpty();
    }

    /** Actor and operator of the event of a redeem by this operator. */
    private String storedOf(String operator) throws SQLException {
        var answer = target.send("POST", "/redeem", body(target.voucher(""), station, operator), bridge);
        assertThat(answer.status()).as(operator).isEqualTo(200);
        return target.sql(
                "select concat_ws(' ', actor_id, context #>> '{operator,msisdn}', context #>> '{operator,displayName}',"
                        + " context #>> '{operator,userId}') from voucher_events where id = ?::uuid",
                answer.json().path("reference").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"+250780901001\" | operator must be an object of msisdn, displayName and userId",
                "\"\" | operator must be an object",
                "250780901001 | operator must be an object",
                "[] | operator must be an object",
                "true | operator must be an object",
                "{\"msisdn\":250780901001} | operator.msisdn must be a text",
                "{\"displayName\":\" \"} | operator.displayName must be a text",
                "{\"userId\":\"me\"} | operator.userId must be a uuid",
                "{\"userId\":7} | operator.userId must be a uuid",
            })
    void anOperatorOfAnotherFormIsRefused(String row) throws SQLException {
        var operator = row.substring(0, row.indexOf(" | "));
        var voucher = target.voucher("");

        var answer = target.send("POST", "/redeem", body(voucher, station, operator), bridge);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_payload");
        assertThat(answer.json().path("message").asText()).startsWith(row.substring(row.indexOf(" | ") + 3));
        assertThat(target.sql("select status from vouchers where id = ?::uuid", voucher))
                .isEqualTo("issued");
    }

    @Test
    void aRedeemKeyAnswersAsTheFirstTime() throws SQLException {
        var voucher = target.voucher("");
        var keyed =
                headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"), "idempotency-key", "k-" + voucher);

        var first = target.send("POST", "/redeem", body(voucher, station), keyed);
        var second = target.send("POST", "/redeem", body(voucher, station), keyed);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(target.send("POST", "/redeem", body(voucher, station), bridge)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aRedeemKeyIsGoodForOneVoucher() throws Exception {
        var keyed = headers(
                "x-bridge-secret",
                target.variable("BRIDGE_SHARED_SECRET"),
                "idempotency-key",
                "k-" + UUID.randomUUID());
        var threads = Executors.newFixedThreadPool(8);
        try {
            var redeems = new ArrayList<Callable<RunningStandIn.Reply>>();
            for (var i = 0; i < 8; i++) {
                var voucher = target.voucher("");
                redeems.add(() -> target.send("POST", "/redeem", body(voucher, station), keyed));
            }
            var replies = new ArrayList<RunningStandIn.Reply>();
            for (var reply : threads.invokeAll(redeems)) {
                replies.add(reply.get());
            }

            assertThat(replies.stream().map(RunningStandIn.Reply::status).sorted())
                    .containsExactly(200, 422, 422, 422, 422, 422, 422, 422);
            assertThat(replies.stream()
                            .filter(reply -> reply.status() == 422)
                            .map(reply -> reply.json().path("error").asText()))
                    .containsOnly("idempotency_key_reused");
            var later = target.send("POST", "/redeem", body(target.voucher(""), station), keyed);
            assertThat(later.status()).isEqualTo(422);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwentyRedeemsAtOnceOneWins() throws Exception {
        var voucher = target.voucher("");
        var threads = Executors.newFixedThreadPool(20);
        try {
            Callable<Integer> redeem = () -> target.send("POST", "/redeem", body(voucher, station), bridge)
                    .status();
            var statuses = threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(i -> redeem).toList());
            var counts = statuses.stream()
                    .map(status -> {
                        try {
                            return status.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

            assertThat(counts).isEqualTo(Map.of(200, 1L, 409, 19L));
            assertThat(target.sql("select count(*) from voucher_events where voucher_id = ?::uuid", voucher))
                    .isEqualTo("1");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theDatabaseItselfRefusesASecondRedeem() throws SQLException {
        var insert = "insert into voucher_events (voucher_id, event_type) values (?::uuid, 'redeemed')";
        var voucher = target.voucher("");
        target.sql(insert, voucher);

        assertThat(catchThrowable(() -> target.sql(insert, voucher)))
                .hasMessageContaining("voucher_events_redeemed_once");
    }
}
