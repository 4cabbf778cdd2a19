package loadtest.standin.voucher;

import static loadtest.testing.ExpectedAnswer.headers;
import static loadtest.testing.ExpectedAnswer.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
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

/** The dispatcher, row by row, on campaigns of the test's own. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CampaignIT {
    private static final String PATH = "/campaigns";

    private RunningStandIn target;
    private String[] bridge;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
        bridge = headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"));
    }

    /** With targets +1000 to +1009, queued. */
    private String campaign(String status) throws SQLException {
        var id = target.sql(
                "insert into campaigns (name, type, status) values ('test', 'promo', ?) returning id::text", status);
        target.sql(
                "insert into campaign_targets (campaign_id, msisdn)"
                        + " select ?::uuid, '+' || n from generate_series(1000, 1009) n",
                id);
        return id;
    }

    private static String batch(String campaign, String reference, int from, int to, String more) {
        var targets = IntStream.range(from, to).mapToObj(n -> "\"+" + n + "\"").collect(Collectors.joining(","));
        return "{\"campaignId\":\"%s\",\"batchReference\":\"%s\",\"targets\":[%s]%s}"
                .formatted(campaign, reference, targets, more);
    }

    @TestFactory
    Stream<DynamicTest> statuses() throws SQLException {
        var running = campaign("running");
        var unknown = UUID.randomUUID().toString();
        var invalid = "/error=invalid_payload";
        var more = """
                ,"throttle":{"maxPerMinute":600,"maxInflight":200},"metadata":{"source":"x","seedVersion":"1"},
                "sandbox":{"number":"+1","token":"t"}""";
        return Stream.of(
                        post(
                                "sent",
                                PATH,
                                batch(running, "a", 1000, 1002, more),
                                bridge,
                                202,
                                "/campaignId=" + running,
                                "/batchReference=a",
                                "/accepted=2",
                                "/throttled=0",
                                "/rejected",
                                "/queuedAt",
                                "/waba/accepted=2",
                                "/waba/rateLimited=0",
                                "/waba/messageIds/1"),
                        post(
                                "no secret",
                                PATH,
                                batch(running, "b", 1003, 1004, ""),
                                headers(),
                                401,
                                "/error=unauthorized"),
                        post("no targets", PATH, batch(running, "b", 1, 1, ""), bridge, 400, invalid),
                        post("no reference", PATH, batch(running, "", 1, 2, ""), bridge, 400, invalid),
                        post(
                                "a bad throttle",
                                PATH,
                                batch(running, "b", 1, 2, ",\"throttle\":{\"maxPerMinute\":0}"),
                                bridge,
                                400,
                                invalid),
                        post(
                                "a target twice",
                                PATH,
                                "{\"campaignId\":\"%s\",\"batchReference\":\"b\",\"targets\":[\"1\",\"1\"]}"
                                        .formatted(running),
                                bridge,
                                400,
                                invalid),
                        post("no JSON", PATH, "", bridge, 400, invalid),
                        post("unknown campaign", PATH, batch(unknown, "b", 1, 2, ""), bridge, 404, "/error"),
                        post("draft", PATH, batch(campaign("draft"), "b", 1000, 1001, ""), bridge, 409, "/error"),
                        post("over 1,000 targets", PATH, batch(running, "b", 0, 1_001, ""), bridge, 413, "/error"))
                .map(row -> row.of(target));
    }

    @Test
    void eachTargetIsSentOnceAndTheOthersAreNamed() throws SQLException {
        var campaign = campaign("running");
        target.send("POST", PATH, batch(campaign, "a", 1000, 1003, ""), bridge);

        var second = target.send("POST", PATH, batch(campaign, "b", 1002, 1011, ""), bridge)
                .json();

        assertThat(second.path("accepted").asInt()).isEqualTo(7);
        assertThat(second.path("rejected")).hasSize(2);
        assertThat(second.at("/rejected/0/msisdn").asText()).isEqualTo("+1002");
        assertThat(second.at("/rejected/0/reason").asText()).isEqualTo("not_queued: sent");
        assertThat(second.at("/rejected/1/reason").asText()).isEqualTo("unknown_target");
        assertThat(target.sql(
                        "select count(distinct message_id) from campaign_targets"
                                + " where campaign_id = ?::uuid and status = 'sent'",
                        campaign))
                .isEqualTo("10");
    }

    @Test
    void aBatchReferenceIsAnsweredAsTheFirstTime() throws SQLException {
        var campaign = campaign("running");
        var first = target.send("POST", PATH, batch(campaign, "same", 1000, 1005, ""), bridge);
        var again = target.send("POST", PATH, batch(campaign, "same", 1000, 1005, ""), bridge);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.json().path("accepted").asInt()).isEqualTo(5);
    }

    @Test
    void whatIsAboveTheThrottleWaits() throws SQLException {
        var campaign = campaign("running");
        var throttle = ",\"throttle\":{\"maxPerMinute\":4,\"maxInflight\":2}";
        var first = target.send("POST", PATH, batch(campaign, "a", 1000, 1003, throttle), bridge)
                .json();
        var second = target.send("POST", PATH, batch(campaign, "b", 1003, 1006, throttle), bridge)
                .json();

        assertThat(first.path("throttled").asInt()).isZero();
        assertThat(second.path("accepted").asInt()).isEqualTo(1);
        assertThat(second.path("throttled").asInt()).isEqualTo(2);
        assertThat(second.at("/waba/messageIds")).hasSize(1);
        assertThat(target.sql(
                        "select string_agg(msisdn, ',' order by msisdn) from campaign_targets"
                                + " where campaign_id = ?::uuid and status = 'queued_throttled'",
                        campaign))
                .isEqualTo("+1004,+1005");
    }

    @Test
    void aboveTwelveHundredBatchesAMinuteIsTooMuch() {
        var nowhere = UUID.randomUUID().toString();
        var last = IntStream.rangeClosed(1, 1_201)
                .parallel()
                .mapToObj(n -> target.send("POST", PATH, batch(nowhere, "b", 1, 2, ""), bridge))
                .filter(reply -> reply.status() != 404)
                .toList();

        assertThat(last).hasSize(1);
        assertThat(last.get(0).status()).isEqualTo(429);
        assertThat(last.get(0).header("retry-after")).matches("[1-9]\\d?");
    }
}
