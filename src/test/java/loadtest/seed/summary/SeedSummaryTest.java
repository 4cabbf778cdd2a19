package loadtest.seed.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import loadtest.seed.fixture.FixtureKinds;
import loadtest.seed.fixture.Fixtures;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The summary as a file. */
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

        var ofKinds = FixtureKinds.ALL.stream().flatMap(kind -> kind.section().stream());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of(
                                        "generatedAt",
                                        "seedVersion",
                                        "voucherPreviewPayloads",
                                        "stationRedeemPayloads",
                                        "campaignDispatch",
                                        "curatedCampaignTargets"),
                                ofKinds.map(SummarySection::field))
                        .toList());
        assertThat(json.get("generatedAt").asText()).isEqualTo("2030-01-31T08:15:00Z");
        var voucher = json.at("/voucherPreviewPayloads/0");
        assertThat(voucher.fieldNames())
                .toIterable()
                .containsExactly("voucherId", "code", "amount", "currency", "expiresAt", "stationScope");
        assertThat(voucher.get("amount").isNumber()).isTrue();
        assertThat(voucher.get("stationScope").isTextual()).isTrue();
        assertThat(json.at("/voucherPreviewPayloads/2/stationScope").isNull())
                .as("of a voucher for any station")
                .isTrue();
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

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "]", "\n\nnull", "}", "\u0000"})
    void refusesAnythingAfterItsEnd(String more) throws IOException {
        var file = folder.resolve("summary.json");
        summary.write(file);
        Files.writeString(file, Files.readString(file) + more);

        assertThatThrownBy(() -> SeedSummary.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is more after its end, in line ")
                .hasMessageNotContaining("\n");
        Files.writeString(file, JSON.writeValueAsString(summary) + "\n\n  ");
        assertThat(SeedSummary.read(file)).isEqualTo(summary);
    }

    @Test
    void refusesAFieldThatIsWrittenTwice() throws IOException {
        var text = JSON.writeValueAsString(summary).replaceFirst("\\{", "{\"seedVersion\":\"x\",");
        var file = Files.writeString(folder.resolve("twice.json"), text);

        assertThatThrownBy(() -> SeedSummary.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Duplicate field 'seedVersion'");
    }
}
