package loadtest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.load.Level;
import loadtest.load.Profile;
import loadtest.slo.AbortCriteria;
import loadtest.target.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The loads, SLOs and abort criteria that were agreed on, and no other test knows them: who tunes one in its scenario's file changes
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
        "api_smoke,             soak,  3600, 3600, 60",
        "agent_journeys,        local,   45,  30,  45",
        "agent_journeys,        ci,      90,  45,  90",
        "agent_journeys,        ramp,   690, 150, 405",
        "agent_journeys,        soak,  3600, 3600, 60",
        "voucher_preview_spike, local,   60,  20,  60",
        "voucher_preview_spike, ci,     180,  60, 180",
        "voucher_preview_spike, ramp,  1800, 360, 477.26",
        "voucher_preview_spike, soak,  6000, 3600, 100",
        "campaign_bulk_send,    local,    4,   0,   4",
        "campaign_bulk_send,    ci,       4,   0,   4",
        "campaign_bulk_send,    ramp,    10,   0,  10",
        "station_redeem_peak,   local,   40,  20,  40",
        "station_redeem_peak,   ci,     300, 120, 150",
        "station_redeem_peak,   ramp,  1500, 600, 150",
        "station_redeem_peak,   soak,  1500, 3600, 25",
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
        for (var scenario : List.of("api_smoke", "agent_journeys", "station_redeem_peak")) {
            assertThat(Scenarios.onClassPath().file(scenario).profiles().names())
                    .containsExactlyInAnyOrder("local", "ci", "ramp", "soak", "capacity");
        }
        assertThat(Scenarios.onClassPath().file("campaign_bulk_send").profiles().names())
                .as("a list that is worked off has neither a length nor an arrival rate")
                .containsExactlyInAnyOrder("local", "ci", "ramp");
    }

    @ParameterizedTest
    @CsvSource({
        "api_smoke,             50, 40, 10",
        "agent_journeys,        50, 40, 10",
        "voucher_preview_spike, 50, 30,  5",
        "station_redeem_peak,   40, 30,  5",
    })
    void theClimbsAgreedOn(String scenario, double ceiling, long hold, long settles) {
        var climb = profile(scenario, "capacity");

        assertThat(climb.climbs()).as(WHAT_TO_DO, scenario, "capacity").isTrue();
        assertThat(climb.levels())
                .as(WHAT_TO_DO, scenario, "capacity")
                .extracting(Level::perSecond)
                .hasSize((int) ceiling / 5)
                .startsWith(5.0, 10.0)
                .endsWith(ceiling);
        assertThat(climb.levels().get(1).from()).isEqualTo(Duration.ofSeconds(hold + settles));
        assertThat(climb.levels().get(1).to()).isEqualTo(Duration.ofSeconds(2 * hold));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_smoke", "agent_journeys", "voucher_preview_spike", "station_redeem_peak"})
    void theDriftAgreedOn(String scenario) {
        assertThat(Scenarios.onClassPath().file(scenario).drift().orElseThrow().describe())
                .as(WHAT_TO_DO, scenario, "drift")
                .containsExactly(
                        "drift of p95 at most 50 % more, from 50 ms on",
                        "drift of failures at most 0.5 % more",
                        "drift of memory at most 25 % less",
                        "drift of connections at most 10 more");
        assertThat(profile(scenario, "soak")).satisfies(soak -> {
            assertThat(soak.anyLength()).isTrue();
            assertThat(soak.judgesDrift()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"local, 1000", "ci, 2000", "ramp, 10000"})
    void theCampaignsListGrowsWithItsProfile(String name, int targets) {
        var profile = profile("campaign_bulk_send", name);

        assertThat(profile.targets()).as(WHAT_TO_DO, "campaign_bulk_send", name).contains(targets);
        assertThat(profile.describe()).contains(targets + " targets");
    }

    /** Each line of a plan: the limits of every request, the budgets, and what the audits look into. */
    static Stream<Arguments> slosAgreedOn() {
        return rows("""
                api_smoke             | POST /api/auth/token/issue: p95 < 900 ms, failed < 1 %, sent once
                api_smoke             | GET /api/healthz: p95 < 900 ms, failed < 1 %
                api_smoke             | GET /api/readiness: p95 < 900 ms, failed < 1 %
                api_smoke             | GET /api/agent/telemetry: p95 < 900 ms, failed < 1 %
                api_smoke             | GET /v1/approvals: p95 < 900 ms, failed < 1 %
                api_smoke             | POST /functions/v1/telemetry-sync: p95 < 900 ms, failed < 1 %, sent once
                api_smoke             | HTTP 5xx at most 0
                agent_journeys        | POST /api/auth/token/issue: p95 < 1200 ms, failed < 1 %, sent once
                agent_journeys        | POST /api/agent/start: p95 < 1200 ms, failed < 1 %, sent once
                agent_journeys        | POST /api/agent/plan: p95 < 1200 ms, failed < 1 %, sent once
                agent_journeys        | POST /api/agent/respond: p95 < 1200 ms, failed < 1 %, sent once
                agent_journeys        | GET /api/rate-limit/status: p95 < 1200 ms, failed < 1 %
                agent_journeys        | POST /functions/v1/archive-sync: p95 < 1200 ms, failed < 1 %, sent once
                agent_journeys        | POST /functions/v1/telemetry-sync: p95 < 1200 ms, failed < 1 %, sent once
                agent_journeys        | HTTP 5xx at most 0
                agent_journeys        | HTTP 429 at most 0
                agent_journeys        | every session answered is stored
                agent_journeys        | every plan answered is stored
                voucher_preview_spike | POST /api/vouchers/preview: p95 < 1000 ms, mean < 600 ms, failed < 1 %, sent once
                voucher_preview_spike | GET voucher image: p95 < 2000 ms, failed < 1 %
                voucher_preview_spike | GET voucher pdf: p95 < 2000 ms, failed < 1 %
                voucher_preview_spike | HTTP 5xx at most 1 %
                voucher_preview_spike | POST /api/vouchers/preview throughput at least 95 % of planned
                voucher_preview_spike | previews changed nothing
                campaign_bulk_send    | POST /campaigns: p95 < 2000 ms, failed at most 5 %, sent once
                campaign_bulk_send    | HTTP 429 and 5xx at most 5 %
                campaign_bulk_send    | WABA 429 at most 5 %
                campaign_bulk_send    | POST /campaigns throughput at least 100 per minute
                campaign_bulk_send    | every target dispatched exactly once
                campaign_bulk_send    | no target sent to twice
                campaign_bulk_send    | nobody else sent to
                station_redeem_peak   | POST /redeem: p95 < 500 ms, mean < 300 ms, failed < 1 %, sent once
                station_redeem_peak   | POST /redeem (replay): failed < 1 %, sent once
                station_redeem_peak   | POST /redeem throughput at least 95 % of planned
                station_redeem_peak   | replays all refused
                station_redeem_peak   | no voucher redeemed twice
                station_redeem_peak   | every accepted redeem persisted
                station_redeem_peak   | every redeem at a permitted station
                station_redeem_peak   | redeem times agree
                station_redeem_peak   | nothing redeemed that was not accepted
                """);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slosAgreedOn")
    void theSlosAgreedOn(String scenario, List<String> agreed) {
        var slos = Scenarios.onClassPath().file(scenario).slos();
        var reading = slos.requestNames().stream()
                .filter(name -> name.startsWith("GET "))
                .collect(Collectors.toSet());

        assertAgreed(scenario, slos.reading(reading).describe(true), agreed);
    }

    /** The limit of each criterion, over the window in which it counts. */
    static Stream<Arguments> abortCriteriaAgreedOn() {
        return rows("""
                voucher_preview_spike | preview 5xx: 5 % in 60 s
                voucher_preview_spike | preview p95: 2000 ms in 60 s
                campaign_bulk_send    | WABA 429: 5 % in 60 s
                campaign_bulk_send    | dispatcher backlog: 15 min in 60 s
                station_redeem_peak   | redeem errors: 1 % in 60 s
                station_redeem_peak   | redeem p95: 1000 ms in 60 s
                """);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("abortCriteriaAgreedOn")
    void theAbortCriteriaAgreedOn(String scenario, List<String> agreed) {
        var standings = new AbortCriteria(Scenarios.onClassPath().file(scenario).abort()).statuses();
        var found = standings.stream()
                .map(one -> one.name() + ": " + one.limit() + " in " + one.windowSeconds() + " s")
                .toList();

        assertAgreed(scenario, found, agreed);
    }

    @ParameterizedTest
    @CsvSource({"api_smoke, 2", "agent_journeys, 2.25"})
    void theCallsUnderTheRateLimit(String scenario, double calls) {
        assertThat(Scenarios.onClassPath().file(scenario).limitedCallsPerUser())
                .as(WHAT_TO_DO, scenario, "limited-calls-per-user")
                .isEqualTo(calls);
    }

    /** Says which row is missing from the file, and which row of the file nobody has agreed on. */
    private static void assertAgreed(String scenario, List<String> found, List<String> agreed) {
        assertThat(agreed)
                .allSatisfy(
                        row -> assertThat(found).as(WHAT_TO_DO, scenario, row).contains(row));
        assertThat(found)
                .allSatisfy(
                        row -> assertThat(agreed).as(WHAT_TO_DO, scenario, row).contains(row));
    }

    /** The rows of each scenario, in the order of the table. */
    private static Stream<Arguments> rows(String table) {
        return table
                .lines()
                .map(line -> line.split(" *\\| *", 2))
                .collect(groupingBy(row -> row[0], LinkedHashMap::new, mapping(row -> row[1], toList())))
                .entrySet()
                .stream()
                .map(rows -> arguments(rows.getKey(), rows.getValue()));
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
