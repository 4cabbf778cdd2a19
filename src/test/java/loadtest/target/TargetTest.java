package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PERF_BASE_URL",
                "PERF_APP_BASE_URL",
                "PERF_VOUCHER_PREVIEW_URL",
                "PERF_CAMPAIGN_DISPATCH_URL",
                "PERF_STATION_REDEEM_URL"
            })
    void anyTargetVariableMakesARealRun(String variable) {
        assertThat(Target.isStandIn(Map.of(variable, "https://a.test"))).isFalse();
    }

    @Test
    void nothingElseDoes() {
        assertThat(Target.isStandIn(Map.of("SUPABASE_URL", "https://a.test", "PERF_EMAIL", "a@x.test")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "API_SMOKE,             PERF_BASE_URL,              http://127.0.0.1:1",
        "AGENT_JOURNEYS,        PERF_BASE_URL,              http://127.0.0.1:1",
        "VOUCHER_PREVIEW_SPIKE, PERF_VOUCHER_PREVIEW_URL,   http://127.0.0.1:2/api/vouchers/preview",
        "CAMPAIGN_BULK_SEND,    PERF_CAMPAIGN_DISPATCH_URL, http://127.0.0.1:3/campaigns",
        "STATION_REDEEM_PEAK,   PERF_STATION_REDEEM_URL,    http://127.0.0.1:4/redeem",
    })
    void sendsEachScenarioToItsAddress(Scenario scenario, String variable, URI address) {
        var target = new Target(
                Settings.of(Map.of(
                        "PERF_BASE_URL", "http://127.0.0.1:1",
                        "PERF_APP_BASE_URL", "http://127.0.0.1:2",
                        "PERF_CAMPAIGN_DISPATCH_URL", "http://127.0.0.1:3/campaigns",
                        "PERF_STATION_REDEEM_URL", "http://127.0.0.1:4/redeem")),
                Optional.empty());

        assertThat(target.addresses(scenario)).isEqualTo(Map.of(variable, address));
        assertThat(target.standIn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test/x/y?z=1, https://a.test",
        "http://[::1]:8080/x,    http://[::1]:8080",
    })
    void theOriginOfAnAddressHasNoPath(URI address, URI origin) {
        assertThat(Preflight.origin(address)).isEqualTo(origin);
    }
}
