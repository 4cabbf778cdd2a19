package loadtest.target;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import loadtest.settings.DataFile;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;
import loadtest.settings.VariableNames;
import loadtest.testing.Workload;
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

    @Test
    void everyAddressThatAScenariosFileNamesMakesARealRun() {
        assertThat(Scenarios.onClassPath().all())
                .flatExtracting(Scenario::endpoints)
                .flatExtracting(Endpoint::addressVariables)
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(Target.isStandIn(Map.of(variable, "https://a.test")))
                        .isFalse());
    }

    @Test
    void aRunOnTheStandInIgnoresWhatIsTrueOfOneDeploymentOnly() {
        var given = VariableNames.known().settings().stream()
                .filter(name -> !Scenarios.onClassPath().targetVariables().contains(name))
                .collect(toMap(name -> name, name -> "x"));
        var ignored = new TreeSet<>(given.keySet());
        ignored.removeAll(Target.relevant(given).keySet());

        assertThat(ignored)
                .contains(
                        "BRIDGE_SHARED_SECRET",
                        "PERF_BEARER_TOKEN",
                        "PERF_CAMPAIGN_BEARER",
                        "PERF_CAMPAIGN_ID",
                        "PERF_EMAIL",
                        "PERF_ENGAGEMENT_ID",
                        "PERF_ORG_SLUG",
                        "PERF_PASSWORD",
                        "PERF_STATION_BEARER",
                        "PERF_VOUCHER_BEARER",
                        "SUPABASE_DB_URL",
                        "SUPABASE_SERVICE_ROLE_KEY",
                        "SUPABASE_URL")
                .doesNotContain(
                        "PERF_PERSONA_FILE", "PERF_STATIC_HEADERS", "PERF_SCENARIOS", "PERF_SHARE", "PERF_BASELINE");
    }

    @Test
    void aScenariosFileSaysWhatIsTrueOfOneDeploymentOnly() {
        var scenario = Scenario.read("new_one", DataFile.parse("""
                        addresses { shop { base = PERF_SHOP_URL, bearer = PERF_SHOP_BEARER, bridge-secret = true } }
                        needs = "PERF_SHOP_ACCOUNT and PERF_SHOP_WORD or PERF_SHOP_FILE"
                        optional = PERF_SHOP_ID
                        """, "new_one.conf"));

        assertThat(scenario.deploymentVariables())
                .containsExactlyInAnyOrder(
                        "PERF_SHOP_BEARER",
                        "BRIDGE_SHARED_SECRET",
                        "PERF_SHOP_ACCOUNT",
                        "PERF_SHOP_WORD",
                        "PERF_SHOP_ID");
    }

    @ParameterizedTest
    @CsvSource({
        "ANY,                   PERF_BASE_URL,              http://127.0.0.1:1",
        "agent_journeys,        PERF_BASE_URL,              http://127.0.0.1:1",
        "voucher_preview_spike, PERF_VOUCHER_PREVIEW_URL,   http://127.0.0.1:2/api/vouchers/preview",
        "campaign_bulk_send,    PERF_CAMPAIGN_DISPATCH_URL, http://127.0.0.1:3/campaigns",
        "station_redeem_peak,   PERF_STATION_REDEEM_URL,    http://127.0.0.1:4/redeem",
    })
    void sendsEachScenarioToItsAddress(String scenario, String variable, URI address) {
        var target = target(Map.of());

        assertThat(target.addresses(scenario(scenario))).isEqualTo(Map.of(variable, address));
        assertThat(target.standIn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ANY,                   abc.supabase.co, PERF_BASE_URL PERF_SUPABASE_METRICS_URL",
        "ANY,                   metrics.a.test,  PERF_BASE_URL PERF_SUPABASE_METRICS_URL",
        "voucher_preview_spike, metrics.a.test,  PERF_VOUCHER_PREVIEW_URL SUPABASE_DB_URL PERF_SUPABASE_METRICS_URL",
        "campaign_bulk_send,    ABC.supabase.co, PERF_CAMPAIGN_DISPATCH_URL SUPABASE_DB_URL PERF_SUPABASE_METRICS_URL",
        "station_redeem_peak,   metrics.a.test,  PERF_STATION_REDEEM_URL SUPABASE_DB_URL PERF_SUPABASE_METRICS_URL",
    })
    void guardsWhatARunAsksBesideItsLoad(String scenario, String metricsHost, String guarded) {
        var target = target(Map.of(
                "SUPABASE_URL", "https://abc.supabase.co",
                "SUPABASE_DB_URL", "postgresql://u:p@db.abc.supabase.co/postgres",
                "PERF_SUPABASE_METRICS_URL", "https://" + metricsHost + "/metrics"));

        assertThat(target.guarded(scenario(scenario)).stream().map(TargetGuard.GuardedTarget::variable))
                .containsExactly(guarded.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test/x/y?z=1, https://a.test",
        "http://[::1]:8080/x,    http://[::1]:8080",
    })
    void theOriginOfAnAddressHasNoPath(URI address, URI origin) {
        assertThat(PreflightCalls.origin(address)).isEqualTo(origin);
    }

    @Test
    void theNarrowerAddressCounts() {
        var target = new Target(
                Settings.of(Map.of(
                        "PERF_APP_BASE_URL", "http://127.0.0.1:2", "PERF_VOUCHER_PREVIEW_URL", "http://127.0.0.1:3/p")),
                Optional.empty());

        assertThat(target.addresses(scenario("voucher_preview_spike")))
                .isEqualTo(Map.of("PERF_VOUCHER_PREVIEW_URL", URI.create("http://127.0.0.1:3/p")));
    }

    private static Target target(Map<String, String> others) {
        var variables = new HashMap<>(others);
        variables.putAll(Map.of(
                "PERF_BASE_URL", "http://127.0.0.1:1",
                "PERF_APP_BASE_URL", "http://127.0.0.1:2",
                "PERF_CAMPAIGN_DISPATCH_URL", "http://127.0.0.1:3/campaigns",
                "PERF_STATION_REDEEM_URL", "http://127.0.0.1:4/redeem"));
        return new Target(Settings.of(variables), Optional.empty());
    }

    private static Scenario scenario(String id) {
        return id.equals("ANY")
                ? Workload.simplest().file().scenario()
                : Scenarios.onClassPath().file(id).scenario();
    }
}
