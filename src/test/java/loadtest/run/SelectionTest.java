package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.target.Scenario;
import loadtest.target.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {
    private static final Map<String, String> AGENT = variables(
            "PERF_BASE_URL=https://api.staging.example.com",
            "PERF_EMAIL=load@example.com",
            "PERF_PASSWORD=s3cret-word",
            "PERF_ORG_SLUG=acme");
    private static final Map<String, String> VOUCHERS = variables(
            "PERF_APP_BASE_URL=https://app.staging.example.com",
            "PERF_CAMPAIGN_DISPATCH_URL=http://127.0.0.1:3000/campaigns",
            "PERF_STATION_REDEEM_URL=https://station.staging.example.com/redeem");

    /** Variables, then what becomes of each scenario in the order of the enum: R(un), L(eft out), C(annot run). */
    static Stream<Arguments> wholeSuites() {
        return Stream.of(
                arguments("nothing set", Map.of(), "RRRRR"),
                arguments("what is no target's", variables("SUPABASE_URL=https://x.supabase.co"), "RRRRR"),
                arguments("an account alone is no target", variables("PERF_EMAIL=load@example.com"), "RRRRR"),
                arguments("the four required secrets", AGENT, "RRLLL"),
                arguments("the voucher platform", VOUCHERS, "LLRRR"),
                arguments("everything", with(AGENT, VOUCHERS), "RRRRR"),
                arguments("a preview address", variables("PERF_VOUCHER_PREVIEW_URL=https://a.test/p"), "LLRLL"),
                arguments(
                        "a token needs no account",
                        without(AGENT, "PERF_BEARER_TOKEN=t", "PERF_EMAIL", "PERF_PASSWORD"),
                        "RRLLL"),
                arguments(
                        "a persona file brings accounts and organisations",
                        variables("PERF_BASE_URL=https://a.test", "PERF_PERSONA_FILE=p.csv"),
                        "RRLLL"),
                arguments("no organisation", without(AGENT, "", "PERF_ORG_SLUG"), "CCLLL"),
                arguments("no password", without(AGENT, "", "PERF_PASSWORD"), "CCLLL"),
                arguments("agent half set beside vouchers", with(VOUCHERS, variables("PERF_ORG_SLUG=acme")), "CCRRR"),
                arguments(
                        "a sandbox without a dispatcher",
                        with(AGENT, variables("PERF_WABA_SANDBOX_NUMBER=+1555")),
                        "RRLCL"),
                arguments("chosen", with(AGENT, variables("PERF_SCENARIOS=api_smoke")), "RLLLL"),
                arguments(
                        "chosen, but not configured",
                        with(AGENT, variables("PERF_SCENARIOS=api_smoke, station_redeem_peak")),
                        "RLLLC"),
                arguments("named, but not configured", with(AGENT, variables("simulation=StationRedeemPeak")), "RRLLC"),
                arguments(
                        "named, but not chosen",
                        variables("PERF_SCENARIOS=api_smoke", "simulation=StationRedeemPeak"),
                        "RLLLC"),
                arguments("a profile that one scenario has", variables("profile=spike"), "LLRLL"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wholeSuites")
    void runsWhatIsConfigured(String what, Map<String, String> variables, String expected) {
        var selection = selection(variables);
        var fates = Arrays.stream(Scenario.values())
                .map(selection::choose)
                .map(choice -> choice.getClass().getSimpleName().substring(0, 1))
                .reduce("", String::concat);

        assertThat(fates).isEqualTo(expected);
    }

    @Test
    void runsTheProfileAskedFor() {
        var choice = (Selection.Choice.Run) selection(variables("profile=ramp")).choose(Scenario.VOUCHER_PREVIEW_SPIKE);

        assertThat(choice.profile().name()).isEqualTo("ramp");
        assertThat(choice.profile().plannedUsers()).hasValue(1800);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void allRunLocallyOnTheStandIn(Scenario scenario) {
        var choice = (Selection.Choice.Run) selection(Map.of()).choose(scenario);

        assertThat(choice.profile().name()).isEqualTo("local");
    }

    @Test
    void namesEachMissingVariable() {
        assertThat(cannotRun(variables("PERF_BASE_URL=https://a.test"), Scenario.API_SMOKE))
                .contains("PERF_ORG_SLUG (or PERF_PERSONA_FILE)")
                .contains("PERF_EMAIL and PERF_PASSWORD (or PERF_PERSONA_FILE, or PERF_BEARER_TOKEN)")
                .doesNotContain("PERF_BASE_URL");
        assertThat(cannotRun(with(VOUCHERS, without(AGENT, "", "PERF_BASE_URL")), Scenario.AGENT_JOURNEYS))
                .contains("is missing PERF_BASE_URL:")
                .doesNotContain("s3cret-word");
        assertThat(cannotRun(without(AGENT, "", "PERF_PASSWORD"), Scenario.API_SMOKE))
                .contains("is missing PERF_PASSWORD:");
        assertThat(cannotRun(without(AGENT, "", "PERF_EMAIL"), Scenario.API_SMOKE))
                .contains("is missing PERF_EMAIL:");
        assertThat(cannotRun(with(AGENT, variables("simulation=VoucherPreviewSpike")), Scenario.VOUCHER_PREVIEW_SPIKE))
                .contains("PERF_VOUCHER_PREVIEW_URL or PERF_APP_BASE_URL");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9/campaigns,                        ,        ,                     true",
        "http://localhost:9/campaigns,                        ,        ,                     true",
        "http://[::1]:9/campaigns,                            ,        ,                     true",
        "https://dispatch.staging.example.com/campaigns,      ,        ,                     false",
        "https://dispatch.staging.example.com/campaigns, +15550001,    ,                     true",
        "https://dispatch.staging.example.com/campaigns,      , other.example.com,           false",
        "https://dispatch.staging.example.com/campaigns,      , dispatch.staging.example.com, true",
        "https://Dispatch.Staging.example.com/campaigns,      , dispatch.staging.example.com, true",
        "https://dispatch.staging.example.com/campaigns,      , Dispatch.Staging.Example.com, true",
    })
    void offLoopbackADispatcherNeedsASandboxOrAConfirmation(
            String url, String sandbox, String confirmed, boolean runs) {
        var variables = new HashMap<>(variables("PERF_CAMPAIGN_DISPATCH_URL=" + url));
        variables.computeIfAbsent("PERF_WABA_SANDBOX_NUMBER", name -> sandbox);
        variables.computeIfAbsent("PERF_CONFIRM_TARGET", name -> confirmed);

        var choice = selection(variables).choose(Scenario.CAMPAIGN_BULK_SEND);

        assertThat(choice instanceof Selection.Choice.Run).isEqualTo(runs);
        if (!runs) {
            assertThat(((Selection.Choice.CannotRun) choice).why())
                    .contains("PERF_WABA_SANDBOX_NUMBER (or PERF_CONFIRM_TARGET=dispatch.staging.example.com)");
        }
    }

    @Test
    void saysWhyAScenarioIsLeftOut() {
        assertThat(leftOut(AGENT, Scenario.STATION_REDEEM_PEAK))
                .isEqualTo("is not configured: PERF_STATION_REDEEM_URL");
        assertThat(leftOut(variables("PERF_SCENARIOS=api_smoke"), Scenario.AGENT_JOURNEYS))
                .isEqualTo("is not in PERF_SCENARIOS=api_smoke");
        assertThat(leftOut(variables("profile=spike"), Scenario.API_SMOKE))
                .startsWith("has no profile 'spike', only ")
                .contains("local", "ramp", "ci");
    }

    @Test
    void refusesToBeGreenWhereNothingIsLeftToRun() {
        assertNothingLeft(variables("profile=spike", "PERF_SCENARIOS=api_smoke"), Scenario.API_SMOKE);
        assertNothingLeft(variables("profile=spike", "simulation=ApiSmoke"), Scenario.API_SMOKE);
        assertNothingLeft(variables("simulation=Voucher*", "PERF_SCENARIOS=api_smoke"), Scenario.VOUCHER_PREVIEW_SPIKE);
        assertNothingLeft(with(AGENT, variables("simulation=?oucherPreviewSpike")), Scenario.VOUCHER_PREVIEW_SPIKE);
    }

    @Test
    void leavesOutQuietlyWhereThePatternNamesOthersThatRun() {
        assertThat(leftOut(with(AGENT, variables("simulation=*")), Scenario.STATION_REDEEM_PEAK))
                .startsWith("is not configured");
        assertThat(leftOut(with(AGENT, variables("simulation=*S*")), Scenario.STATION_REDEEM_PEAK))
                .startsWith("is not configured");
    }

    @Test
    void refusesSeveralSimulationsBecauseMavenWouldRunOnlyTheFirst() {
        assertThatThrownBy(() -> selection(variables("simulation=ApiSmoke,StationRedeemPeak")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("-Dsimulation: found 'ApiSmoke,StationRedeemPeak'; valid: one class name")
                .hasMessageContaining("PERF_SCENARIOS=api_smoke,");
    }

    @Test
    void refusesASimulationThatNamesNothing() {
        for (var name : new String[] {"Nope", "Nope*", "apiSmoke"}) {
            assertThatThrownBy(() -> selection(variables("simulation=" + name)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("-Dsimulation: found '" + name + "'; valid: ApiSmoke, AgentJourneys, ")
                    .hasMessageEndingWith("StationRedeemPeak, or a pattern");
        }
    }

    @Test
    void listsTheValidScenariosAndProfiles() {
        assertThatThrownBy(() -> selection(variables("PERF_SCENARIOS=api_smoke,nope")))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_SCENARIOS: found 'nope'; valid: api_smoke, agent_journeys, voucher_preview_spike,"
                        + " campaign_bulk_send, station_redeem_peak");
        assertThatThrownBy(() -> selection(variables("profile=nope")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("-Dprofile: found 'nope'; valid: ")
                .hasMessageContainingAll("local", "ramp", "ci", "spike");
    }

    private static void assertNothingLeft(Map<String, String> variables, Scenario scenario) {
        assertThatThrownBy(() -> selection(variables).choose(scenario))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("nothing is left to run: " + scenario.id());
    }

    private static String cannotRun(Map<String, String> variables, Scenario scenario) {
        return ((Selection.Choice.CannotRun) selection(variables).choose(scenario)).why();
    }

    private static String leftOut(Map<String, String> variables, Scenario scenario) {
        return ((Selection.Choice.LeftOut) selection(variables).choose(scenario)).why();
    }

    private static Selection selection(Map<String, String> variables) {
        return new Selection(Settings.of(variables), Target.isStandIn(variables));
    }

    private static Map<String, String> variables(String... assignments) {
        var map = new HashMap<String, String>();
        Stream.of(assignments).map(text -> text.split("=", 2)).forEach(pair -> map.put(pair[0], pair[1]));
        return map;
    }

    private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
        var both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static Map<String, String> without(Map<String, String> all, String added, String... names) {
        var rest = new HashMap<>(all);
        rest.keySet().removeAll(List.of(names));
        rest.putAll(added.isEmpty() ? Map.of() : variables(added));
        return rest;
    }
}
