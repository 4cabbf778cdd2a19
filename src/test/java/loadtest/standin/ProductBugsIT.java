package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loadtest.testing.ExpectedAnswer;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bugs of the products, each as it shows in answers and in the database. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductBugsIT {
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

    private void bug(String word) {
        target.faults("POST", "faults.bug { bug = %s }".formatted(word));
    }

    private RunningStandIn.Reply redeem(String voucher) {
        return target.send("POST", "/redeem", "{\"voucherId\":\"%s\"}".formatted(voucher), bridge);
    }

    private String redeemedEvents(String voucher) throws SQLException {
        return target.sql(
                "select count(*) from voucher_events where voucher_id = ?::uuid and event_type = 'redeemed'", voucher);
    }

    @Test
    void aVoucherIsSpentTwiceAndBothEventsAreThere() throws SQLException {
        var voucher = target.voucher("");
        bug("redeem-without-state-check");

        var first = redeem(voucher);
        var second = redeem(voucher);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("reference")).isNotEqualTo(first.json().path("reference"));
        assertThat(redeemedEvents(voucher)).isEqualTo("2");

        // The rule cannot come back while two events are there; state checks do.
        assertThat(target.faults("DELETE", null).json().path("note").asText()).contains("POST /control/reset");
        assertThat(redeem(voucher).status()).isEqualTo(409);
        target.sql(
                "delete from voucher_events where id = ?::uuid",
                second.json().path("reference").asText());
        assertThat(target.faults("DELETE", null).json().has("note")).isFalse();
        assertThat(target.sql("select to_regclass('voucher_events_redeemed_once')::text"))
                .isEqualTo("voucher_events_redeemed_once");
    }

    @Test
    void aRedeemIsAnsweredAndForgotten() throws SQLException {
        var voucher = target.voucher("");
        bug("redeem-not-persisted");

        assertThat(redeem(voucher).json().path("status").asText()).isEqualTo("redeemed");
        assertThat(target.sql("select status from vouchers where id = ?::uuid", voucher))
                .isEqualTo("issued");
        assertThat(redeemedEvents(voucher)).isEqualTo("0");
        assertThat(redeem(voucher).status()).isEqualTo(200);
        assertThat(redeem(UUID.randomUUID().toString()).status()).isEqualTo(404);
    }

    @Test
    void theDispatcherLosesTheLastOfABatch() throws SQLException {
        var campaign = campaign();
        bug("dispatcher-loses-targets");

        var answer = dispatch(campaign, "a").json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(10);
        assertThat(answer.at("/waba/messageIds")).hasSize(9);
        assertThat(targets(campaign, "status = 'queued'")).isEqualTo("+1009");
    }

    @Test
    void aPolicyBlocksTheLastOfABatch() throws SQLException {
        var campaign = campaign();
        bug("dispatcher-blocks-targets");

        var answer = dispatch(campaign, "a").json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(9);
        assertThat(answer.path("rejected").toString())
                .isEqualTo("[{\"msisdn\":\"+1009\",\"reason\":\"not_queued: opted_out\"}]");
        assertThat(targets(campaign, "status = 'opted_out'")).isEqualTo("+1009");
    }

    @Test
    void theDispatcherTakesABatchAndSendsToNobody() throws SQLException {
        var campaign = campaign();
        bug("dispatcher-stuck");

        var answer = dispatch(campaign, "a").json();

        assertThat(answer.path("accepted").asInt()).isZero();
        assertThat(answer.path("throttled").asInt()).isEqualTo(10);
        assertThat(targets(campaign, "status = 'sent'")).isNull();
    }

    @Test
    void theDispatcherSendsTheLastOfABatchTwice() throws SQLException {
        var campaign = campaign();
        bug("dispatcher-repeats-targets");

        var answer = dispatch(campaign, "a").json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(11);
        assertThat(answer.at("/waba/messageIds")).hasSize(11).doesNotHaveDuplicates();
        assertThat(target.sql(
                        "select message_id from campaign_targets where campaign_id = ?::uuid and msisdn = '+1009'",
                        campaign))
                .isEqualTo(answer.at("/waba/messageIds/10").asText());
    }

    @Test
    void whatWhatsAppRefusesWaits() throws SQLException {
        var campaign = campaign();
        target.faults("POST", "faults.waba { waba-429 = 30 % }");

        var answer = dispatch(campaign, "a").json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(7);
        assertThat(answer.path("throttled").asInt()).isEqualTo(3);
        assertThat(answer.at("/waba/accepted").asInt()).isEqualTo(7);
        assertThat(answer.at("/waba/rateLimited").asInt()).isEqualTo(3);
        assertThat(targets(campaign, "status = 'queued_throttled' and error_code = '429'"))
                .isEqualTo("+1000,+1001,+1002");
    }

    @Test
    void aPreviewIsDegradedBehindA200AndItsFilesAreNone() throws SQLException {
        var voucher = target.voucher("");
        var body = "{\"voucherId\":\"%s\"}".formatted(voucher);
        bug("degraded-preview");
        var preview = target.send("POST", "/api/vouchers/preview", body, bridge);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().at("/integration/status").asText()).isEqualTo("degraded");

        bug("pdf-is-none");
        var pdf = target.send("GET", preview.json().path("pdfUrl").asText(), null);
        assertThat(pdf.header("content-type")).isEqualTo("application/pdf");
        assertThat(new String(pdf.body(), StandardCharsets.UTF_8)).startsWith("<html>");

        bug("image-is-none");
        var image = target.send("GET", preview.json().path("imageUrl").asText(), null);
        assertThat(image.header("content-type")).isEqualTo("image/png");
        assertThat(new String(image.body(), StandardCharsets.UTF_8)).startsWith("<html>");
        assertThat(target.send("POST", "/api/vouchers/preview", body, bridge)
                        .json()
                        .at("/integration/status")
                        .asText())
                .isEqualTo("ok");
    }

    /** With targets +1000 to +1009, queued. */
    private String campaign() throws SQLException {
        var id = target.sql(
                "insert into campaigns (name, type, status) values ('test', 'promo', 'running') returning id::text");
        target.sql(
                "insert into campaign_targets (campaign_id, msisdn)"
                        + " select ?::uuid, '+' || n from generate_series(1000, 1009) n",
                id);
        return id;
    }

    private RunningStandIn.Reply dispatch(String campaign, String reference) {
        var all = IntStream.range(1000, 1010).mapToObj(n -> "\"+" + n + "\"").collect(Collectors.joining(","));
        var batch = "{\"campaignId\":\"%s\",\"batchReference\":\"%s\",\"targets\":[%s]}";
        return target.send("POST", "/campaigns", batch.formatted(campaign, reference, all), bridge);
    }

    private String targets(String campaign, String which) throws SQLException {
        return target.sql(
                "select string_agg(msisdn, ',' order by msisdn) from campaign_targets where campaign_id = ?::uuid and "
                        + which,
                campaign);
    }
}
