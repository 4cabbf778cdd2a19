package loadtest.seed.summary;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import loadtest.seed.fixture.Fixtures;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A summary whose values are not what a run can use. */
class SummaryCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2030-01-31T08:15:00Z");

    @TempDir
    Path folder;

    private final SeedSummary summary = SeedSummary.of(Fixtures.of(Instant.parse("2030-01-31T00:00:00Z")), NOW);

    @Test
    void namesBothVersionsOfAForeignOne() {
        assertThatThrownBy(() -> SeedSummary.read(changed(json -> json.put("seedVersion", "perf-load-1999"))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("perf-load-1999")
                .hasMessageContaining(SeedSummary.SEED_VERSION);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("seedVersion", json -> json.remove("seedVersion")),
                damage("voucherPreviewPayloads", json -> json.putArray("voucherPreviewPayloads")),
                damage("voucherPreviewPayloads", json -> json.withArray("voucherPreviewPayloads")
                        .remove(0)),
                damage("voucherPreviewPayloads[3]", json -> ((ObjectNode) json.at("/voucherPreviewPayloads/3"))
                        .put("voucherId", "not an id")),
                damage("voucherPreviewPayloads[19]", json -> ((ObjectNode) json.at("/voucherPreviewPayloads/19"))
                        .putNull("expiresAt")),
                damage("stationRedeemPayloads", json -> json.remove("stationRedeemPayloads")),
                damage("stationRedeemPayloads[7].voucherIds", json -> ((ObjectNode) json.at("/stationRedeemPayloads/7"))
                        .putArray("voucherIds")),
                damage("stationRedeemPayloads[0]", json -> ((ObjectNode) json.at("/stationRedeemPayloads/0"))
                        .remove("operator")),
                damage(
                        "stationRedeemPayloads[0].operator is missing",
                        json -> ((ObjectNode) json.at("/stationRedeemPayloads/0")).putNull("operator")),
                damage(
                        "stationRedeemPayloads[0].operator.displayName is missing",
                        json -> ((ObjectNode) json.at("/stationRedeemPayloads/0/operator")).remove("displayName")),
                damage("campaignDispatch", json -> json.remove("campaignDispatch")),
                damage("bulkTargetMsisdns", json -> ((ObjectNode) json.get("campaignDispatch"))
                        .withArray("bulkTargetMsisdns")
                        .remove(17)),
                damage("bulkTargetMsisdns", json -> ((ObjectNode) json.get("campaignDispatch"))
                        .withArray("bulkTargetMsisdns")
                        .setNull(17)),
                damage("campaignId", json -> ((ObjectNode) json.get("campaignDispatch")).putNull("campaignId")),
                damage("curatedCampaignTargets", json -> json.putNull("curatedCampaignTargets")));
    }

    private static Arguments damage(String named, Consumer<ObjectNode> change) {
        return Arguments.of(named, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void namesWhatIsNotAsItShouldBe(String named, Consumer<ObjectNode> change) throws IOException {
        var file = changed(change);

        assertThatThrownBy(() -> SeedSummary.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(named)
                .hasMessageContaining("mvn compile exec:java@seed");
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                form("/", "generatedAt", "yesterday", "generatedAt is 'yesterday', not an instant"),
                form(
                        "/voucherPreviewPayloads/3",
                        "voucherId",
                        "7",
                        "voucherPreviewPayloads[3].voucherId is '7', not a UUID"),
                form("/voucherPreviewPayloads/3", "code", "P1", "voucherPreviewPayloads[3].code is 'P1', not five"),
                form("/voucherPreviewPayloads/3", "amount", 0, "voucherPreviewPayloads[3].amount is '0', not"),
                form("/voucherPreviewPayloads/3", "amount", -5, "voucherPreviewPayloads[3].amount is '-5', not"),
                form("/voucherPreviewPayloads/3", "amount", 2000.5, "voucherPreviewPayloads[3].amount is not what"),
                form("/voucherPreviewPayloads/3", "amount", "2000", "voucherPreviewPayloads[3].amount is not what"),
                form("/voucherPreviewPayloads/3", "amount", 9e18, "voucherPreviewPayloads[3].amount is not what"),
                form("/voucherPreviewPayloads/3", "code", 12345, "voucherPreviewPayloads[3].code is not what"),
                form(
                        "/voucherPreviewPayloads/3",
                        "currency",
                        "francs",
                        "voucherPreviewPayloads[3].currency is 'francs'"),
                form("/voucherPreviewPayloads/3", "expiresAt", "2030-02-31T00:00:00Z", "[3].expiresAt is '2030-02-31"),
                form("/voucherPreviewPayloads/3", "expiresAt", "2030-01-31", "[3].expiresAt is '2030-01-31', not"),
                form("/voucherPreviewPayloads/3", "stationScope", "here", "[3].stationScope is 'here', not a UUID"),
                form("/stationRedeemPayloads/7", "stationId", "x", "stationRedeemPayloads[7].stationId is 'x', not"),
                form("/stationRedeemPayloads/7", "stationCode", " ", "stationRedeemPayloads[7].stationCode is ' '"),
                form(
                        "/stationRedeemPayloads/7/operator",
                        "msisdn",
                        "0780",
                        "[7].operator.msisdn is '0780', not a phone"),
                form("/stationRedeemPayloads/7/operator", "userId", "me", "[7].operator.userId is 'me', not a UUID"),
                form("/stationRedeemPayloads/7", "operator", "me", "stationRedeemPayloads[7].operator is not what"),
                form("/campaignDispatch", "campaignId", "c", "campaignDispatch.campaignId is 'c', not a UUID"),
                form("/campaignDispatch", "batchReference", "", "campaignDispatch.batchReference is '', not"),
                form("/curatedCampaignTargets/2", "id", "c", "curatedCampaignTargets[2].id is 'c', not a UUID"),
                form("/curatedCampaignTargets/2", "status", "lost", "curatedCampaignTargets[2].status is 'lost', not"),
                form(
                        "/curatedCampaignTargets/2",
                        "msisdn",
                        "x\n::error::",
                        "[2].msisdn is 'x\\u000a::error::', not a phone"));
    }

    private static Arguments form(String node, String field, Object value, String said) {
        return Arguments.of(node, field, value, said);
    }

    @ParameterizedTest(name = "{0} {1} = {2}")
    @MethodSource("forms")
    void namesThePlaceOfWhatIsNotOfItsForm(String node, String field, Object value, String said) throws IOException {
        var file = changed(json -> ((ObjectNode) (node.equals("/") ? json : json.at(node))).putPOJO(field, value));

        assertThatThrownBy(() -> SeedSummary.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("seed summary " + file + ": ")
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    static Stream<Arguments> repetitions() {
        return Stream.of(
                Arguments.of(
                        "/stationRedeemPayloads/8/voucherIds/0",
                        "/stationRedeemPayloads/7/voucherIds/31",
                        "stationRedeemPayloads[8].voucherIds[0] is the same voucher as stationRedeemPayloads[7].voucherIds[31]"),
                Arguments.of(
                        "/stationRedeemPayloads/8/voucherCodes/1",
                        "/stationRedeemPayloads/8/voucherCodes/0",
                        "stationRedeemPayloads[8].voucherCodes[1] is the same code as stationRedeemPayloads[8].voucherCodes[0]"),
                Arguments.of(
                        "/stationRedeemPayloads/0/voucherIds/5",
                        "/voucherPreviewPayloads/2/voucherId",
                        "stationRedeemPayloads[0].voucherIds[5] is the same voucher as voucherPreviewPayloads[2].voucherId"),
                Arguments.of(
                        "/stationRedeemPayloads/9/stationId",
                        "/stationRedeemPayloads/0/stationId",
                        "stationRedeemPayloads[9].stationId is the same station as stationRedeemPayloads[0].stationId"),
                Arguments.of(
                        "/campaignDispatch/bulkTargetMsisdns/9999",
                        "/campaignDispatch/bulkTargetMsisdns/0",
                        "bulkTargetMsisdns[9999] is the same target as campaignDispatch.bulkTargetMsisdns[0]"),
                Arguments.of(
                        "/curatedCampaignTargets/11/id",
                        "/curatedCampaignTargets/10/id",
                        "curatedCampaignTargets[11].id is the same curated target as curatedCampaignTargets[10].id"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("repetitions")
    void namesBothPlacesOfWhatComesTwice(String place, String other, String said) throws IOException {
        var file = changed(json -> {
            var parent = json.at(place.substring(0, place.lastIndexOf('/')));
            var last = place.substring(place.lastIndexOf('/') + 1);
            if (parent instanceof ArrayNode list) {
                list.set(Integer.parseInt(last), json.at(other));
            } else {
                ((ObjectNode) parent).set(last, json.at(other));
            }
        });

        assertThatThrownBy(() -> SeedSummary.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(said);
    }

    @Test
    void oneVoucherAtEveryStationIsRefused() throws IOException {
        var file = changed(json -> json.get("stationRedeemPayloads").forEach(station -> ((ObjectNode) station)
                .set("voucherIds", json.at("/stationRedeemPayloads/0/voucherIds"))));

        assertThatThrownBy(() -> SeedSummary.read(file))
                .hasMessageContaining("stationRedeemPayloads[1].voucherIds[0] is the same voucher as"
                        + " stationRedeemPayloads[0].voucherIds[0]");
    }

    private Path changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = JSON.valueToTree(summary);
        change.accept(json);
        return Files.writeString(folder.resolve("changed.json"), json.toString());
    }
}
