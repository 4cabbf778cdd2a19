package loadtest.scenario.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loadtest.testing.FaultyGateway;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a till sends: the operator as the seed has it, and the service key where it is asked for by name. */
class RedeemRequestIT {
    private static final int CANNOT_RUN = 2;
    private static final String KEY = "canary-service-key";

    private FaultyGateway till;

    @BeforeEach
    void open() throws IOException {
        till = new FaultyGateway(StagingDeployment.reseeded().get("PERF_BASE_URL"));
    }

    @AfterEach
    void close() {
        till.close();
    }

    @Test
    void theOperatorIsAnObjectAndTheServiceKeyAnAuthorization() throws Exception {
        var run = trial().with("SUPABASE_SERVICE_ROLE_KEY", KEY)
                .with("PERF_STATION_BEARER", "service-role")
                .with("PERF_STATION_AUTH_HEADER", "x-station-auth")
                .with("PERF_CONFIRM_TARGET", "127.0.0.1")
                .run();

        assertThat(run.exit()).as(run.output()).isZero();
        var redeems = received("POST /redeem ");
        assertThat(redeems)
                .hasSizeGreaterThan(2)
                .filteredOn(seen -> seen.endsWith(" {}"))
                .hasSize(2);
        assertThat(redeems).filteredOn(seen -> !seen.endsWith(" {}")).allSatisfy(seen -> assertThat(seen)
                .contains("Authorization=[Bearer " + KEY + "]")
                .contains("\"operator\": {", "\"msisdn\":\"+2507809", "\"displayName\":\"Perf ", "\"userId\":\"")
                .doesNotContain("X-station-auth"));
        assertThat(received("GET / ")).isNotEmpty().noneMatch(seen -> seen.contains(KEY));
        assertThat(run.output())
                .contains(
                        "note      service key: PERF_STATION_BEARER=service-role: the service key goes to 127.0.0.1 as")
                .doesNotContain(KEY);
        assertThat(filesWith(run, KEY)).isEmpty();
    }

    @Tag("more-runs")
    @Test
    void aRedeemMayBeAnsweredWithinData() throws Exception {
        till.nesting();

        var run = trial().run();

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.request("POST /redeem").path("ko").asInt()).isZero();
    }

    @Test
    void withoutConfirmationNothingIsSent() throws Exception {
        var run = trial().with("SUPABASE_SERVICE_ROLE_KEY", KEY)
                .with("PERF_STATION_BEARER", "service-role")
                .run();

        assertThat(run.exit()).isEqualTo(CANNOT_RUN);
        assertThat(run.output())
                .contains("PERF_STATION_BEARER=service-role: the service key goes to hosts that are written in")
                .contains("if this is meant, set PERF_CONFIRM_TARGET=127.0.0.1")
                .doesNotContain(KEY, "\tat ");
        assertThat(till.received()).isEmpty();
    }

    @Tag("more-runs")
    @Test
    void withoutTheKeyNothingIsSent() throws Exception {
        var run = trial().with("PERF_STATION_BEARER", "service-role")
                .with("PERF_CONFIRM_TARGET", "127.0.0.1")
                .run();

        assertThat(run.exit()).isEqualTo(CANNOT_RUN);
        assertThat(run.output())
                .contains("is missing SUPABASE_SERVICE_ROLE_KEY (PERF_STATION_BEARER=service-role asks for it)")
                .doesNotContain("\tat ");
        assertThat(till.received()).isEmpty();
    }

    private Trial trial() throws IOException {
        var staging = StagingDeployment.everything();
        return new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "at-once 2 users", Map.of())
                .with(Map.of(
                        "PERF_STATION_REDEEM_URL", till.url("/redeem"),
                        "BRIDGE_SHARED_SECRET", staging.get("BRIDGE_SHARED_SECRET"),
                        "PERF_SUMMARY_PATH", staging.get("PERF_SUMMARY_PATH")));
    }

    private List<String> received(String beginning) {
        return till.received().stream()
                .filter(seen -> seen.startsWith(beginning))
                .toList();
    }

    private static List<Path> filesWith(TrialResult run, String text) throws IOException {
        try (var files = Files.walk(run.folder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
