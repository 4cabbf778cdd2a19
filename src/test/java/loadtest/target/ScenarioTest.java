package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    private static final Pattern SIMULATION =
            Pattern.compile("class (\\w+) extends Simulation \\{.*?Run\\.of\\(Scenario\\.(\\w+)\\)", Pattern.DOTALL);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "API_SMOKE,             api_smoke,             ApiSmoke",
        "AGENT_JOURNEYS,        agent_journeys,        AgentJourneys",
        "VOUCHER_PREVIEW_SPIKE, voucher_preview_spike, VoucherPreviewSpike",
        "CAMPAIGN_BULK_SEND,    campaign_bulk_send,    CampaignBulkSend",
        "STATION_REDEEM_PEAK,   station_redeem_peak,   StationRedeemPeak",
    })
    void hasTheNamesOfTheContract(Scenario scenario, String id, String simulation) {
        assertThat(scenario.id()).isEqualTo(id);
        assertThat(scenario.simulation()).isEqualTo(simulation);
    }

    @Test
    void hasOneSimulationEachAndNoOthers() {
        assertThat(files("src/test/java/loadtest/scenario")
                        .flatMap(file -> SIMULATION.matcher(text(file)).results())
                        .map(match -> match.group(2) + " by " + match.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Scenario.values())
                        .map(scenario -> scenario.name() + " by " + scenario.simulation())
                        .toList());
    }

    @Test
    void hasOneFileEachAndNoOthers() {
        assertThat(files("src/test/resources/scenarios")
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(
                        Scenario.ids().stream().map(id -> id + ".conf").toList());
    }

    @Test
    void knowsHowManyLimitedCallsAUserMakes() {
        assertThat(Scenario.API_SMOKE.file().limitedCallsPerUser()).isEqualTo(2);
        assertThat(Scenario.AGENT_JOURNEYS.file().limitedCallsPerUser()).isEqualTo(2.25);
        assertThat(Scenario.STATION_REDEEM_PEAK.file().limitedCallsPerUser()).isZero();
    }

    @Test
    void refusesAWordItsFileMustNotHave() {
        assertThatThrownBy(() -> withFile("failed = 0\nreqests { }", Scenario.API_SMOKE::file))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("scenarios/api_smoke.conf line 2: unknown word 'reqests'; valid: profiles, ");
    }

    @Test
    void refusesACallRateThatIsNoNumber() {
        assertThatThrownBy(() -> withFile("limited-calls-per-user = some", Scenario.API_SMOKE::file))
                .isInstanceOf(BadInput.class)
                .hasMessage("scenarios/api_smoke.conf line 1: limited-calls-per-user is 'some'; valid: a number");
    }

    private <T> T withFile(String hocon, Supplier<T> work) throws IOException {
        return DataFiles.with(folder, "scenarios/api_smoke.conf", hocon, work);
    }

    private static Stream<Path> files(String folder) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
