package loadtest.scenario.everything;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import loadtest.seed.fixture.Fixtures;
import loadtest.seed.summary.SeedSummary;
import loadtest.target.Scenarios;
import org.junit.jupiter.api.Test;

class EverythingTest {
    private static final Path SOURCE = Path.of("src/test/java/loadtest/scenario/everything/Everything.java");

    @Test
    void everyScenarioIsWired() throws IOException {
        var source = Files.readString(SOURCE);

        assertThat(Scenarios.onClassPath().all().stream()
                        .map(scenario -> ".with(%1$s.class, %1$s::wiring)".formatted(scenario.simulation()))
                        .filter(line -> !source.contains(line))
                        .map(line -> SOURCE + " lacks: " + line))
                .isEmpty();
    }

    /** The plugin starts every class of its pattern, unless it is excluded; that is lifted where the class is named. */
    @Test
    void mavenStartsItOnlyWhereItIsNamed() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var excluded = "<gatling.excludes>" + Everything.class.getPackageName() + ".*</gatling.excludes>";

        assertThat(pom).containsOnlyOnce(excluded);
        assertThat(pom.substring(pom.indexOf("<id>everything</id>")).replaceAll("\\s+", ""))
                .startsWith("<id>everything</id><activation><property><name>simulation</name><value>"
                        + Everything.class.getSimpleName()
                        + "</value></property></activation><properties><gatling.excludes>none</gatling.excludes>");
    }

    /** The audit of previews finds them changed where a redeem takes one of their vouchers. */
    @Test
    void noVoucherIsBothPreviewedAndRedeemed() {
        var seeded = SeedSummary.of(Fixtures.of(Instant.EPOCH), Instant.EPOCH);
        var redeemed = seeded.stationRedeemPayloads().stream()
                .flatMap(station -> station.voucherIds().stream())
                .toList();

        assertThat(redeemed).isNotEmpty();
        assertThat(seeded.voucherPreviewPayloads())
                .isNotEmpty()
                .extracting(SeedSummary.VoucherPreview::voucherId)
                .doesNotContainAnyElementsOf(redeemed);
    }
}
