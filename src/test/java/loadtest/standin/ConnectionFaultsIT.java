package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import loadtest.settings.RetryAfter;
import loadtest.standin.database.Db;
import loadtest.testing.ExpectedAnswer;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults between the endpoints and their clients: late, failing, lost and broken answers. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionFaultsIT {
    private static final String HEALTH = "/api/healthz";

    private RunningStandIn target;
    private String[] bridge;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
        bridge = ExpectedAnswer.headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"));
    }

    @AfterEach
    void well() {
        target.faults("DELETE", null);
    }

    private static double millisOf(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6;
    }

    private JsonNode fault(int index) {
        return target.faults("GET", null).json().path("faults").path(index);
    }

    @Test
    void answersComeNoSoonerThanTheDelaysThatAreDrawnAndReported() {
        target.faults("POST", """
                seed = 3
                faults.late { endpoints = "GET /api/healthz", latency { uniform = [20 ms, 60 ms] } }""");
        var measured = IntStream.range(0, 8)
                .mapToDouble(i -> millisOf(() -> target.send("GET", HEALTH, null)))
                .toArray();

        var told = target.send("GET", "/control/delays?endpoint=GET%20/api/healthz", null)
                .json();
        var drawn = StreamSupport.stream(told.path("millis").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        assertThat(told.path("count").asInt()).isEqualTo(8);
        assertThat(drawn).hasSize(8).doesNotHaveDuplicates();
        for (var i = 0; i < drawn.length; i++) {
            assertThat(drawn[i]).isBetween(20.0, 60.0);
            assertThat(measured[i]).isGreaterThanOrEqualTo(drawn[i]);
        }
        assertThat(fault(0).path("struck").asInt()).isEqualTo(8);
    }

    /** Twice as many as there are workers, each a second late: in a row of threads they would take two. */
    @Test
    void aDelayHoldsNoThread() {
        target.faults("POST", "faults.late { endpoints = GET /api/healthz, latency { constant = 1 s } }");
        var threads = Executors.newCachedThreadPool();
        var waiting = IntStream.range(0, 2 * (Db.CONNECTIONS + 4))
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> target.send("GET", HEALTH, null), threads))
                .toList();
        var other = target.send("GET", "/api/readiness", null);
        assertThat(other.status()).isEqualTo(200);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        waiting.forEach(CompletableFuture::join);
        threads.shutdown();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            GET  | /api/healthz               | 500 | {"status":"error","database":"unreachable"}
            GET  | /api/readiness             | 503 | {"status":"degraded","checks":{"database":{"status":"unreachable"}}}
            POST | /api/auth/token/issue      | 401 | {"error":"invalid_credentials"}
            GET  | /api/agent/telemetry       | 500 | {"error":"telemetry_failed"}
            GET  | /v1/approvals              | 403 | {"error":"manager role required"}
            POST | /api/agent/start           | 500 | {"error":"failed to start session"}
            POST | /api/agent/plan            | 403 | {"error":"request refused by policy"}
            POST | /api/agent/plan            | 404 | {"error":"session not found"}
            POST | /api/agent/respond         | 502 | {"error":"upstream model failed"}
            POST | /api/agent/respond         | 401 | {"error":"invalid access token"}
            POST | /functions/v1/archive-sync | 403 | {"error":"insufficient_role"}
            POST | /functions/v1/archive-sync | 404 | {"error":"engagement_not_found"}
            POST | /api/vouchers/preview      | 400 | {"error":"invalid_payload","message":"the body cannot be used"}
            POST | /api/vouchers/preview      | 401 | {"error":"unauthorized","message":"invalid bridge secret"}
            POST | /campaigns                 | 413 | {"error":"too_many_targets","message":"at most 1000 targets a batch"}
            POST | /campaigns                 | 504 | {"error":"gateway timeout"}
            POST | /api/station/redeem        | 403 | {"status":"invalid_station"}
            POST | /redeem                    | 410 | {"status":"expired"}
            POST | /redeem                    | 500 | {"error":"redeem_failed"}
            """)
    void aStatusComesWithTheContractsOwnBody(String method, String path, int status, String body) {
        target.faults("POST", "faults.sick { endpoints = \"%s\", status = %s, at-most = 1 }".formatted(path, status));
        var reply = target.send(method, path, method.equals("GET") ? null : "{}");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(new String(reply.body())).isEqualTo(body);
        assertThat(reply.header("x-request-id")).isNotEmpty();
        assertThat(fault(0).path("struck").asInt()).isEqualTo(1);
    }

    @Test
    void tooManyRequestsNamesATime() {
        target.faults("POST", "faults.sick { endpoints = /campaigns, status = 429 }");
        var usual = target.send("POST", "/campaigns", "{}");
        assertThat(usual.header("retry-after")).isEqualTo("1");
        assertThat(usual.json().path("error").asText()).isEqualTo("rate limit exceeded");

        target.faults("POST", "faults.sick { endpoints = /campaigns, status = 503, retry-after = 20 s }");
        assertThat(target.send("POST", "/campaigns", "{}").header("retry-after"))
                .isEqualTo("20");
    }

    /** By the stand-in's own clock, which its answer's date tells. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date         | \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT",
                "rfc850-date  | \\w+day, \\d\\d-\\w{3}-\\d\\d \\d\\d:\\d\\d:\\d\\d GMT",
                "asctime-date | \\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}",
            })
    void aTimeIsNamedAsADateToo(String form, String written) {
        target.faults(
                "POST",
                "faults.sick { endpoints = /campaigns, status = 429, retry-after = 7 s, retry-after-as = " + form
                        + " }");
        var reply = target.send("POST", "/campaigns", "{}");

        assertThat(reply.header("retry-after")).matches(written);
        assertThat(RetryAfter.of(reply.header("retry-after"), Optional.of(reply.header("date")), Instant.EPOCH))
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void aLostRequestDoesNothingAndALostAnswerDidItsWork() throws SQLException {
        var untouched = target.voucher("");
        target.faults("POST", "faults.lost { endpoints = /redeem, drop = request }");
        assertThatThrownBy(() -> redeem(untouched)).isInstanceOf(UncheckedIOException.class);
        assertThat(status(untouched)).isEqualTo("issued");

        var redeemed = target.voucher("");
        target.faults("POST", "faults.lost { endpoints = /redeem, drop = answer }");
        assertThatThrownBy(() -> redeem(redeemed)).isInstanceOf(UncheckedIOException.class);
        assertThat(status(redeemed)).isEqualTo("redeemed");
    }

    @Test
    void bodiesBreakOffOrAreNoJsonOrDrip() {
        target.faults("POST", "faults.broken { endpoints = /api/healthz, body = truncated }");
        assertThatThrownBy(() -> target.send("GET", HEALTH, null)).isInstanceOf(UncheckedIOException.class);

        target.faults("POST", "faults.broken { endpoints = /api/healthz, body = malformed }");
        var malformed = target.send("GET", HEALTH, null);
        assertThat(malformed.status()).isEqualTo(200);
        assertThat(malformed.header("content-type")).isEqualTo("application/json");
        assertThat(malformed.body()).isNotEmpty();
        assertThat(malformed.json().isMissingNode()).isTrue();

        target.faults("POST", "faults.broken { endpoints = /api/healthz, body = slow, over = 300 ms }");
        assertThat(millisOf(() -> assertThat(target.send("GET", HEALTH, null)
                                .json()
                                .path("status")
                                .asText())
                        .isEqualTo("ok")))
                .isGreaterThanOrEqualTo(300);
    }

    @Test
    void aConnectionIsClosedInOrderUnlessItIsToBeReset() {
        for (var fault : List.of("drop = request", "body = truncated")) {
            target.faults("POST", "faults.lost { endpoints = /api/healthz, " + fault + " }");
            assertThatThrownBy(() -> target.send("GET", HEALTH, null))
                    .as(fault)
                    .rootCause()
                    .hasMessageNotContaining("reset");

            target.faults("POST", "faults.lost { endpoints = /api/healthz, " + fault + ", reset = true }");
            assertThatThrownBy(() -> target.send("GET", HEALTH, null))
                    .as(fault)
                    .rootCause()
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void inAFreezeNothingAnswersAndThenEverythingDoes() {
        var start = System.nanoTime();
        target.faults("POST", "faults.still { freeze = true, for = 500 ms }");
        var held = Stream.of(HEALTH, "/api/readiness", "/api/vouchers/x/qr.png")
                .map(path -> CompletableFuture.supplyAsync(
                        () -> target.send("GET", path, null).status()))
                .toList();
        assertThat(held).extracting(CompletableFuture::join).containsExactly(200, 200, 404);
        assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void aFreezeThatIsTakenBackLetsEverybodyGo() {
        target.faults("POST", "faults.still { freeze = true, for = 5 minutes }");
        var held = CompletableFuture.supplyAsync(() -> target.send("GET", HEALTH, null));
        assertThat(fault(0).path("name").asText()).isEqualTo("still");
        target.faults("DELETE", null);
        assertThat(held.join().status()).isEqualTo(200);
    }

    private RunningStandIn.Reply redeem(String voucher) {
        return target.send("POST", "/redeem", "{\"voucherId\":\"%s\"}".formatted(voucher), bridge);
    }

    private String status(String voucher) throws SQLException {
        return target.sql("select status from vouchers where id = ?::uuid", voucher);
    }
}
