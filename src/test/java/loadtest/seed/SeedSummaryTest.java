package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SeedSummaryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2030-01-31T08:15:00Z");

    @TempDir
    Path folder;

    private final SeedSummary summary = SeedSummary.of(Fixtures.of(Instant.parse("2030-01-31T00:00:00Z")), NOW);

    @Test
    void readsWhatItWrote() {
        var file = folder.resolve("made/on/demand/summary.json");

        summary.write(file);

        assertThat(SeedSummary.read(file)).isEqualTo(summary);
        assertThat(file.getParent().toFile().list()).containsExactly("summary.json");
    }

    @Test
    void hasTheFieldsThatOlderHarnessesRead() throws IOException {
        var file = folder.resolve("summary.json");
        summary.write(file);
        var json = JSON.readTree(file.toFile());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "generatedAt",
                        "seedVersion",
                        "voucherPreviewPayloads",
                        "stationRedeemPayloads",
                        "campaignDispatch",
                        "curatedCampaignTargets");
        assertThat(json.get("generatedAt").asText()).isEqualTo("2030-01-31T08:15:00Z");
        var voucher = json.at("/voucherPreviewPayloads/0");
        assertThat(voucher.fieldNames())
                .toIterable()
                .containsExactly("voucherId", "code", "amount", "currency", "expiresAt", "stationScope");
        assertThat(voucher.get("amount").isNumber()).isTrue();
        assertThat(json.at("/stationRedeemPayloads/49").fieldNames())
                .toIterable()
                .containsExactly("stationId", "stationCode", "operator", "voucherIds", "voucherCodes", "token");
        assertThat(json.at("/stationRedeemPayloads/49/token").isNull()).isTrue();
        assertThat(json.at("/stationRedeemPayloads/49/voucherCodes/31").asText())
                .isEqualTo("R018F");
        assertThat(json.at("/stationRedeemPayloads/0/operator").fieldNames())
                .toIterable()
                .containsExactly("msisdn", "displayName", "userId");
        assertThat(json.at("/campaignDispatch").fieldNames())
                .toIterable()
                .containsExactly("campaignId", "batchReference", "bulkTargetMsisdns");
        assertThat(json.at("/campaignDispatch/bulkTargetMsisdns")).hasSize(10_000);
        assertThat(json.at("/curatedCampaignTargets/0").fieldNames())
                .toIterable()
                .containsExactly("id", "status", "msisdn");
    }

    @Test
    void replacesAnOlderSummary() throws IOException {
        var file = Files.writeString(folder.resolve("summary.json"), "old");

        summary.write(file);

        assertThat(SeedSummary.read(file).seedVersion()).isEqualTo(SeedSummary.SEED_VERSION);
    }

    @Test
    void leavesNothingBehindWhereItCannotWrite() throws IOException {
        var taken = Files.createDirectories(folder.resolve("summary.json/full"));

        assertThatThrownBy(() -> summary.write(taken.getParent()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("PERF_SUMMARY_PATH")
                .hasMessageContaining("summary.json");
        assertThat(folder.toFile().list()).containsExactly("summary.json");
    }

    @Test
    void saysWhichCommandWritesAMissingOne() {
        assertThatThrownBy(() -> SeedSummary.read(folder.resolve("none.json")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("none.json: there is no such file")
                .hasMessageContaining("mvn compile exec:java@seed");
    }

    @Test
    void refusesOneThatWasCutShort() throws IOException {
        var file = folder.resolve("summary.json");
        summary.write(file);
        var whole = Files.readString(file);
        for (var length : new int[] {0, 1, 100, whole.length() / 2, whole.length() - 3}) {
            Files.writeString(file, whole.substring(0, length));
            assertThatThrownBy(() -> SeedSummary.read(file))
                    .as(length + " characters")
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("cut short")
                    .hasMessageNotContainingAny("\n");
        }
    }

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

    private Path changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = JSON.valueToTree(summary);
        change.accept(json);
        return Files.writeString(folder.resolve("changed.json"), json.toString());
    }
}
