package loadtest.run;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.target.Combination;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {
    private static final Scenarios SCENARIOS = Scenarios.onClassPath();
    private static final Map<String, String> AGENT = variables(
            "PERF_BASE_URL=https://api.staging.example.com",
            "PERF_EMAIL=load@example.com",
            "PERF_PASSWORD=s3cret-word",
            "PERF_ORG_SLUG=acme");
    private static final Workload ANY = Workload.simplest();
    private static final Map<String, String> VOUCHERS = variables(
            "PERF_APP_BASE_URL=https://app.staging.example.com",
            "PERF_CAMPAIGN_DISPATCH_URL=http://127.0.0.1:3000/campaigns",
            "PERF_STATION_REDEEM_URL=https://station.staging.example.com/redeem");

    /**
     * Variables, which scenarios run with them, and which cannot; all others are left out. A scenario is named by its
     * id, or together with all others that a variable configures.
     */
    static Stream<Arguments> wholeSuites() {
        return Stream.of(
                arguments("nothing set", Map.of(), "*", ""),
                arguments("what is no target's", variables("SUPABASE_URL=https://x.supabase.co"), "*", ""),
                arguments("an account alone is no target", variables("PERF_EMAIL=load@example.com"), "*", ""),
                arguments("the four required secrets", AGENT, "PERF_BASE_URL", ""),
                arguments(
                        "the voucher platform",
                        VOUCHERS,
                        "PERF_APP_BASE_URL PERF_CAMPAIGN_DISPATCH_URL PERF_STATION_REDEEM_URL",
                        ""),
                arguments(
                        "both products",
                        with(AGENT, VOUCHERS),
                        "PERF_BASE_URL PERF_APP_BASE_URL PERF_CAMPAIGN_DISPATCH_URL PERF_STATION_REDEEM_URL",
                        ""),
                arguments(
                        "a preview address",
                        variables("PERF_VOUCHER_PREVIEW_URL=https://a.test/p"),
                        "PERF_VOUCHER_PREVIEW_URL",
                        ""),
                arguments(
                        "a token needs no account",
                        without(AGENT, "PERF_BEARER_TOKEN=t", "PERF_EMAIL", "PERF_PASSWORD"),
                        "PERF_BASE_URL",
                        ""),
                arguments(
                        "a persona file brings accounts and organisations",
                        variables("PERF_BASE_URL=https://a.test", "PERF_PERSONA_FILE=p.csv"),
                        "PERF_BASE_URL",
                        ""),
                arguments("no organisation", without(AGENT, "", "PERF_ORG_SLUG"), "", "PERF_BASE_URL"),
                arguments("no password", without(AGENT, "", "PERF_PASSWORD"), "", "PERF_BASE_URL"),
                arguments(
                        "agent half set beside vouchers",
                        with(VOUCHERS, variables("PERF_ORG_SLUG=acme")),
                        "PERF_APP_BASE_URL PERF_CAMPAIGN_DISPATCH_URL PERF_STATION_REDEEM_URL",
                        "PERF_BASE_URL"),
                arguments(
                        "a sandbox without a dispatcher",
                        with(AGENT, variables("PERF_WABA_SANDBOX_NUMBER=+1555")),
                        "PERF_BASE_URL",
                        "PERF_WABA_SANDBOX_NUMBER"),
                arguments(
                        "a sandbox's token without its number, off loopback",
                        variables(
                                "PERF_CAMPAIGN_DISPATCH_URL=https://dispatch.staging.example.com/campaigns",
                                "PERF_WABA_SANDBOX_TOKEN=t"),
                        "",
                        "PERF_CAMPAIGN_DISPATCH_URL"),
                arguments("chosen", with(AGENT, variables("PERF_SCENARIOS=" + ANY.id())), ANY.id(), ""),
                arguments(
                        "chosen, but not configured",
                        with(AGENT, variables("PERF_SCENARIOS=" + ANY.id() + ", station_redeem_peak")),
                        ANY.id(),
                        "station_redeem_peak"),
                arguments(
                        "named, but not configured",
                        with(AGENT, variables("simulation=StationRedeemPeak")),
                        "PERF_BASE_URL",
                        "station_redeem_peak"),
                arguments(
                        "named, but not chosen",
                        variables("PERF_SCENARIOS=" + ANY.id(), "simulation=StationRedeemPeak"),
                        ANY.id(),
                        "station_redeem_peak"),
                arguments("a profile that one scenario has", variables("profile=spike"), "voucher_preview_spike", ""));
    }

    @Test
    void aClimbIsNotSharedBetweenMachines() {
        var climb = profile(Profile::climbs);
        var alone = with(AGENT, variables("profile=" + climb.name(), "PERF_SCENARIOS=" + ANY.id()));
        var shared = with(alone, variables("PERF_SHARE=1/2", "PERF_RUN_GROUP=g"));

        assertThat(selection(alone).choose(ANY.file().scenario())).isInstanceOf(Selection.Choice.Chosen.class);
        assertThat(selection(shared).choose(ANY.file().scenario()))
                .isEqualTo(new Selection.Choice.CannotRun("profile " + climb.name()
                        + " climbs, and a climb is not shared: unset PERF_SHARE, or name another profile"));
    }

    private static Profile profile(Predicate<Profile> wanted) {
        return ANY.file().profiles().all().stream().filter(wanted).findFirst().orElseThrow();
    }

    @Test
    void aSettingSaysHowLongALoadOfAnyLengthIs() {
        var soak = profile(Profile::anyLength);
        var variables = with(AGENT, variables("profile=" + soak.name(), "length=90s"));

        var chosen =
                (Selection.Choice.Chosen) selection(variables).choose(ANY.file().scenario());
        assertThat(chosen.profile().length()).isEqualTo(Duration.ofSeconds(90));
        assertThat(soak.length()).isGreaterThan(Duration.ofSeconds(90));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wholeSuites")
    void runsWhatIsConfigured(String what, Map<String, String> variables, String runs, String cannotRun) {
        var selection = selection(variables);

        for (var scenario : SCENARIOS.all()) {
            var choice = selection.choose(scenario);
            assertThat(choice)
                    .as(scenario.id())
                    .isInstanceOf(
                            named(runs, scenario)
                                    ? Selection.Choice.Chosen.class
                                    : named(cannotRun, scenario)
                                            ? Selection.Choice.CannotRun.class
                                            : Selection.Choice.LeftOut.class);
        }
    }

    private static boolean named(String ids, Scenario scenario) {
        return ids.equals("*")
                || Stream.of(ids.split(" "))
                        .anyMatch(name -> name.equals(scenario.id()) || scenario.anySet(Map.of(name, "")));
    }

    @Test
    void runsTheProfileAskedFor() {
        var choice = (Selection.Choice.Chosen)
                selection(variables("profile=ramp")).choose(scenario("voucher_preview_spike"));

        assertThat(choice.profile())
                .isEqualTo(SCENARIOS
                        .file("voucher_preview_spike")
                        .profiles()
                        .named("ramp")
                        .orElseThrow());
    }

    @Test
    void theOlderScriptsNameOfTheProfileCountsWhereNoOtherIsGiven() {
        var scenario = scenario("voucher_preview_spike");

        assertThat(profile(selection(variables("ARTILLERY_ENV=ramp")).choose(scenario)))
                .isEqualTo("ramp");
        assertThat(profile(
                        selection(variables("ARTILLERY_ENV=ramp", "profile=ci")).choose(scenario)))
                .isEqualTo("ci");
        assertThat(profile(selection(variables("ARTILLERY_ENV=staging", "profile=ci"))
                        .choose(scenario)))
                .isEqualTo("ci");
        assertThatThrownBy(() -> selection(variables("ARTILLERY_ENV=staging")))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("ARTILLERY_ENV: found 'staging'; valid: .*local.*");
    }

    private static String profile(Selection.Choice choice) {
        return ((Selection.Choice.Chosen) choice).profile().name();
    }

    @Test
    void allRunLocallyOnTheStandIn() {
        assertThat(SCENARIOS.all()).isNotEmpty().allSatisfy(scenario -> {
            var choice = (Selection.Choice.Chosen) selection(Map.of()).choose(scenario);
            assertThat(choice.profile().name()).isEqualTo("local");
        });
    }

    @Test
    void namesEachMissingVariable() {
        assertThat(cannotRun(variables("PERF_BASE_URL=https://a.test"), ANY.id()))
                .contains("PERF_ORG_SLUG (or PERF_PERSONA_FILE)")
                .contains("PERF_EMAIL and PERF_PASSWORD (or PERF_PERSONA_FILE, or PERF_BEARER_TOKEN)")
                .doesNotContain("PERF_BASE_URL");
        assertThat(cannotRun(with(VOUCHERS, without(AGENT, "", "PERF_BASE_URL")), "agent_journeys"))
                .contains("is missing PERF_BASE_URL:")
                .doesNotContain("s3cret-word");
        assertThat(cannotRun(without(AGENT, "", "PERF_PASSWORD"), ANY.id())).contains("is missing PERF_PASSWORD:");
        assertThat(cannotRun(without(AGENT, "", "PERF_EMAIL"), ANY.id())).contains("is missing PERF_EMAIL:");
        assertThat(cannotRun(with(AGENT, variables("simulation=VoucherPreviewSpike")), "voucher_preview_spike"))
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

        var choice = selection(variables).choose(scenario("campaign_bulk_send"));

        assertThat(choice instanceof Selection.Choice.Chosen).isEqualTo(runs);
        if (!runs) {
            assertThat(((Selection.Choice.CannotRun) choice).why())
                    .contains("PERF_WABA_SANDBOX_NUMBER (or PERF_CONFIRM_TARGET=dispatch.staging.example.com)");
        }
    }

    @Test
    void aSandboxsTokenAloneKeepsNobodyFromRealPhones() {
        var alone = variables(
                "PERF_CAMPAIGN_DISPATCH_URL=https://dispatch.staging.example.com/campaigns",
                "PERF_WABA_SANDBOX_TOKEN=canary");

        assertThat(cannotRun(alone, "campaign_bulk_send"))
                .contains("PERF_WABA_SANDBOX_NUMBER, as PERF_WABA_SANDBOX_TOKEN alone is not enough"
                        + " (or PERF_CONFIRM_TARGET=dispatch.staging.example.com)")
                .doesNotContain("canary");
    }

    @Test
    void saysWhyAScenarioIsLeftOut() {
        assertThat(leftOut(AGENT, "station_redeem_peak")).isEqualTo("is not configured: PERF_STATION_REDEEM_URL");
        assertThat(leftOut(variables("PERF_SCENARIOS=" + ANY.id()), "station_redeem_peak"))
                .isEqualTo("is not in PERF_SCENARIOS=" + ANY.id());
        assertThat(leftOut(variables("profile=spike"), ANY.id()))
                .startsWith("has no profile 'spike', only ")
                .contains("local", "ramp", "ci");
    }

    @Test
    void refusesToBeGreenWhereNothingIsLeftToRun() {
        assertNothingLeft(variables("profile=spike", "PERF_SCENARIOS=" + ANY.id()), ANY.id());
        assertNothingLeft(variables("profile=spike", "simulation=" + ANY.simulationName()), ANY.id());
        assertNothingLeft(variables("simulation=Voucher*", "PERF_SCENARIOS=" + ANY.id()), "voucher_preview_spike");
        assertNothingLeft(with(AGENT, variables("simulation=?oucherPreviewSpike")), "voucher_preview_spike");
    }

    @Test
    void leavesOutQuietlyWhereThePatternNamesOthersThatRun() {
        assertThat(leftOut(with(AGENT, variables("simulation=*")), "station_redeem_peak"))
                .startsWith("is not configured");
        assertThat(leftOut(with(AGENT, variables("simulation=?*")), "station_redeem_peak"))
                .startsWith("is not configured");
    }

    @Test
    void refusesSeveralSimulationsBecauseMavenWouldRunOnlyTheFirst() {
        assertThatThrownBy(() -> selection(variables("simulation=" + ANY.simulationName() + ",StationRedeemPeak")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "-Dsimulation: found '" + ANY.simulationName() + ",StationRedeemPeak'; valid: one class name")
                .hasMessageEndingWith("PERF_SCENARIOS=" + String.join(",", SCENARIOS.ids()));
    }

    @Test
    void refusesASimulationThatNamesNothing() {
        var all = Stream.concat(
                        SCENARIOS.all().stream().map(Scenario::simulation),
                        SCENARIOS.combinations().stream().map(Combination::simulation))
                .collect(joining(", "));
        for (var name : new String[] {"Nope", "Nope*", "stationRedeemPeak"}) {
            assertThatThrownBy(() -> selection(variables("simulation=" + name)))
                    .isInstanceOf(BadInput.class)
                    .hasMessage("-Dsimulation: found '%s'; valid: %s, or a pattern", name, all);
        }
    }

    @Test
    void listsTheValidScenariosAndProfiles() {
        assertThatThrownBy(() -> selection(variables("PERF_SCENARIOS=" + ANY.id() + ",nope")))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_SCENARIOS: found 'nope'; valid: " + String.join(", ", SCENARIOS.ids()));
        assertThatThrownBy(() -> selection(variables("profile=nope")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("-Dprofile: found 'nope'; valid: ")
                .hasMessageContainingAll("local", "ramp", "ci", "spike");
    }

    private static void assertNothingLeft(Map<String, String> variables, String scenario) {
        assertThatThrownBy(() -> selection(variables).choose(scenario(scenario)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("every scenario is left out: " + scenario);
    }

    private static String cannotRun(Map<String, String> variables, String scenario) {
        return ((Selection.Choice.CannotRun) selection(variables).choose(scenario(scenario))).why();
    }

    private static String leftOut(Map<String, String> variables, String scenario) {
        return ((Selection.Choice.LeftOut) selection(variables).choose(scenario(scenario))).why();
    }

    private static Scenario scenario(String id) {
        return SCENARIOS.file(id).scenario();
    }

    private static Selection selection(Map<String, String> variables) {
        return new Selection(Settings.of(variables), variables);
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
