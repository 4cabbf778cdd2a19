package loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import loadtest.load.Profile;
import loadtest.target.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The loads and SLOs that were agreed on, and no other test knows them: who tunes one in its scenario's file changes
 * the row here, and the table of the README, in the same commit. A scenario that nobody has agreed on needs no row.
 */
class ContractTest {
    private static final String WHAT_TO_DO =
            "scenarios/%s.conf, %s: agreed otherwise; where this is meant, change its row in ContractTest and the README's table";

    @ParameterizedTest(name = "{0} {1}: {2} users in {3} s")
    @CsvSource({
        "api_smoke,             local,   15,  15,  15",
        "api_smoke,             ci,      20,  20,  20",
        "api_smoke,             ramp,   450,  60, 450",
        "agent_journeys,        local,   45,  30,  45",
        "agent_journeys,        ci,      90,  45,  90",
        "agent_journeys,        ramp,   690, 150, 405",
        "voucher_preview_spike, local,   60,  20,  60",
        "voucher_preview_spike, ci,     180,  60, 180",
        "voucher_preview_spike, ramp,  1800, 360, 477.26",
        "campaign_bulk_send,    local,    4,   0,   4",
        "campaign_bulk_send,    ci,       4,   0,   4",
        "campaign_bulk_send,    ramp,    10,   0,  10",
        "station_redeem_peak,   local,   40,  20,  40",
        "station_redeem_peak,   ci,     300, 120, 150",
        "station_redeem_peak,   ramp,  1500, 600, 150",
    })
    void theLoadsAgreedOn(String scenario, String name, long users, long seconds, double busiestMinute) {
        var profile = profile(scenario, name);

        assertThat(profile.open()).as(WHAT_TO_DO, scenario, name).isTrue();
        assertThat(profile.plannedUsers()).as(WHAT_TO_DO, scenario, name).hasValue(users);
        assertThat(profile.length()).as(WHAT_TO_DO, scenario, name).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(profile.busiestMinute()).as(WHAT_TO_DO, scenario, name).isCloseTo(busiestMinute, within(0.01));
        assertThat(profile.every()).as(WHAT_TO_DO, scenario, name).isEmpty();
        assertThat(profile.gatesLatency()).as(WHAT_TO_DO, scenario, name).isEqualTo(!name.equals("local"));
    }

    @Test
    void theSpikeIsFiveHundredCustomersWhoPreviewEveryTenSeconds() {
        var spike = profile("voucher_preview_spike", "spike");

        assertThat(spike.open()).isFalse();
        assertThat(spike.sentences()).containsExactly("ramp 0 to 500 users for 5 minutes");
        assertThat(spike.every()).contains(Duration.ofSeconds(10));
        assertThat(spike.busiestMinute()).isEqualTo(3000);
        assertThat(spike.gatesLatency()).isTrue();
        for (var scenario : List.of("api_smoke", "agent_journeys", "campaign_bulk_send", "station_redeem_peak")) {
            assertThat(Scenarios.onClassPath().file(scenario).profiles().names())
                    .containsExactlyInAnyOrder("local", "ci", "ramp");
        }
    }

    @ParameterizedTest
    @CsvSource({"local, 1000", "ci, 2000", "ramp, 10000"})
    void theCampaignsListGrowsWithItsProfile(String name, int targets) {
        var profile = profile("campaign_bulk_send", name);

        assertThat(profile.targets()).as(WHAT_TO_DO, "campaign_bulk_send", name).contains(targets);
        assertThat(profile.describe()).contains(targets + " targets");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api_smoke             | GET /api/readiness: p95 < 900 ms, failed < 1 %",
                "agent_journeys        | POST /api/agent/plan: p95 < 1200 ms, failed < 1 %",
                "agent_journeys        | HTTP 429 at most 0",
                "voucher_preview_spike | POST /api/vouchers/preview: p95 < 1000 ms, mean < 600 ms, failed < 1 %",
                "voucher_preview_spike | GET voucher pdf: p95 < 2000 ms, failed < 1 %",
                "voucher_preview_spike | HTTP 5xx at most 1 %",
                "campaign_bulk_send    | WABA 429 at most 5 %",
                "station_redeem_peak   | POST /redeem: p95 < 500 ms, mean < 300 ms, failed < 1 %",
            })
    void theSlosAgreedOn(String scenario, String row) {
        assertThat(Scenarios.onClassPath().file(scenario).slos().describe(true))
                .as(WHAT_TO_DO, scenario, row)
                .contains(row);
    }

    @Test
    void knowsHowManyLimitedCallsAUserMakes() {
        var scenarios = Scenarios.onClassPath();

        assertThat(scenarios.file("api_smoke").limitedCallsPerUser()).isEqualTo(2);
        assertThat(scenarios.file("agent_journeys").limitedCallsPerUser()).isEqualTo(2.25);
        assertThat(scenarios.file("station_redeem_peak").limitedCallsPerUser()).isZero();
    }

    private static Profile profile(String scenario, String name) {
        return Scenarios.onClassPath().file(scenario).profiles().named(name).orElseThrow();
    }
}
