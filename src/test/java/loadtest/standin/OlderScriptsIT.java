package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The older scripts' requests, as those sent them: which are answered by the stand-in, and what keeps others from passing. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OlderScriptsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunningStandIn target;
    private JsonNode summary;

    @BeforeAll
    void target(RunningStandIn shared) throws IOException {
        target = shared;
        summary = JSON.readTree(new File(target.variable("PERF_SUMMARY_PATH")));
    }

    @Test
    void theDemoLoginOfTheArtilleryScriptsOpensAJourney() {
        var token = target.token("load.user@example.com", "password123");
        var start = """
                {"orgSlug":"demo","agentType":"AUDIT","engagementId":"demo-engagement"}""";

        var started = target.send("POST", "/api/agent/start", start, "Authorization", "Bearer " + token);

        assertThat(started.status()).isEqualTo(201);
        assertThat(started.json().path("sessionId").asText()).isNotEmpty();
    }

    @Test
    void aScriptThatSendsNoTokenIsRefused() {
        var refused = target.send("GET", "/api/agent/telemetry?orgSlug=demo", null);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("error").asText()).isEqualTo("missing or invalid authorization header");
    }

    /** The Node script wrote its rows through the REST API of a Supabase project. */
    @Test
    void theSeedingScriptFindsNoRestApi() {
        var refused =
                target.send("POST", "/rest/v1/profiles", "[]", "apikey", target.variable("SUPABASE_SERVICE_ROLE_KEY"));

        assertThat(refused.status()).isEqualTo(404);
    }

    /** The k6 script sent an entry of the summary as it is, and the service role key as its bearer. */
    @Test
    void thePreviewsOfTheK6ScriptAreAnswered() throws IOException {
        var voucher = summary.path("voucherPreviewPayloads").get(0);

        var preview = target.send(
                "POST",
                "/api/vouchers/preview",
                JSON.writeValueAsString(voucher),
                "x-idempotency-key",
                voucher.path("code").asText() + "-1-" + UUID.randomUUID(),
                "x-bridge-secret",
                target.variable("BRIDGE_SHARED_SECRET"),
                "Authorization",
                "Bearer " + target.variable("SUPABASE_SERVICE_ROLE_KEY"));

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().at("/integration/status").asText()).isEqualTo("ok");
    }

    /** That script drew vouchers at random and so came back to some, which it counted as failures. */
    @Test
    void theRedeemsOfTheK6ScriptAreAnsweredOnceAVoucher() throws IOException {
        var stations = summary.path("stationRedeemPayloads");
        var station = stations.get(stations.size() - 1);
        var vouchers = station.path("voucherIds");
        var body = Map.of(
                "voucherId", vouchers.get(vouchers.size() - 1),
                "stationId", station.path("stationId"),
                "operator", station.path("operator"));

        var first = post("/redeem", body);
        var second = post("/redeem", body);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("status").asText()).isEqualTo("redeemed");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("status").asText()).isEqualTo("already_redeemed");
    }

    private RunningStandIn.Reply post(String path, Map<String, ?> body) throws IOException {
        return target.send(
                "POST",
                path,
                JSON.writeValueAsString(body),
                "x-bridge-secret",
                target.variable("BRIDGE_SHARED_SECRET"));
    }

    /** Each user of the swarm had the whole list to itself, so that every target came as often as there were users. */
    @Test
    void theBatchesOfTheSwarmAreAnsweredAndASecondUsersTargetsAreRejected() throws IOException {
        var first = dispatch();
        var second = dispatch();

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().path("accepted").asInt()).isZero();
        assertThat(second.json().path("rejected")).hasSize(2);
    }

    private RunningStandIn.Reply dispatch() throws IOException {
        var campaign = summary.path("campaignDispatch");
        var numbers = campaign.path("bulkTargetMsisdns");
        var body = Map.of(
                "campaignId", campaign.path("campaignId"),
                "batchReference", "perf-bulk-" + UUID.randomUUID().toString().replace("-", ""),
                "targets", List.of(numbers.get(numbers.size() - 1), numbers.get(numbers.size() - 2)),
                "throttle", Map.of("maxPerMinute", 600, "maxInflight", 200),
                "metadata", Map.of("source", "perf-harness", "seedVersion", summary.path("seedVersion")));

        return post("/campaigns", body);
    }
}
