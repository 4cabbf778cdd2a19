package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import loadtest.load.Profile;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.target.Combination;
import loadtest.target.Scenarios;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;

/** All scenarios at once run only where that is named, and all of them or none. */
class CombinedSelectionTest {
    private static final Combination ALL =
            Scenarios.onClassPath().combinations().get(0);
    private static final Workload ANY = Workload.simplest();
    private static final Map<String, String> NAMED = Map.of("simulation", ALL.simulation());

    @Test
    void runsEveryScenarioWithItsOwnProfileOfTheChosenName() {
        var together = (Selection.Choice.Together) choice(Map.of("profile", "ramp"));

        assertThat(together.parts())
                .extracting(part -> part.file().scenario().id())
                .containsExactlyElementsOf(Scenarios.onClassPath().ids());
        assertThat(together.parts()).allSatisfy(part -> assertThat(
                        part.profile().sentences())
                .isEqualTo(part.file().profiles().named("ramp").orElseThrow().sentences()));
    }

    @Test
    void refusesProfilesThatLookForTheHighestRateOfOne() {
        var climbing = ANY.file().profiles().all().stream()
                .filter(Profile::climbs)
                .findFirst()
                .orElseThrow();

        assertThat(((Selection.Choice.CannotRun) choice(Map.of("profile", climbing.name()))).why())
                .contains(ANY.id() + " looks for the highest rate that it alone can have");
    }

    @Test
    void isOneMachines() {
        var shared = new HashMap<>(NAMED);
        shared.put("PERF_SHARE", "1/2");
        shared.put("PERF_RUN_GROUP", "nightly-7");
        shared.put("PERF_BASE_URL", "https://api.staging.example.com");

        assertThatThrownBy(() -> SharedRun.refuseCombined(Settings.of(shared), ALL.simulation()))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_SHARE is 1/2, and " + ALL.simulation() + " runs on one machine: several share the"
                        + " run of one scenario; name it with -Dsimulation, or unset PERF_SHARE");
    }

    @Test
    void runsOnlyWhereItIsNamedInFull() {
        for (var simulation : new String[] {"*", ANY.simulationName()}) {
            assertThat(choice(Map.of("simulation", simulation)).why())
                    .isEqualTo("runs only where it is named: -Dsimulation=" + ALL.simulation());
        }
        assertThatThrownBy(() -> choice(Map.of("simulation", ALL.simulation().substring(0, 4) + "*")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(ALL.simulation());
    }

    @Test
    void isNoneOfTheScenariosThatAListNames() {
        assertThatThrownBy(() -> choice(Map.of("PERF_SCENARIOS", ALL.id())))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_SCENARIOS: found '" + ALL.id() + "'; valid: ")
                .hasMessageEndingWith("; all of them at once run by -Dsimulation=" + ALL.simulation());
    }

    @Test
    void aListNamesFewerOfThem() {
        var together = (Selection.Choice.Together) choice(Map.of("PERF_SCENARIOS", ANY.id()));

        assertThat(together.parts())
                .extracting(part -> part.file().scenario().id())
                .containsExactly(ANY.id());
    }

    @Test
    void refusesTheWholeWhereOneCannotRunAndNamesTheOthers() {
        var agent = new HashMap<>(Map.of(
                "PERF_BASE_URL", "https://api.staging.example.com",
                "PERF_ORG_SLUG", "acme",
                "PERF_EMAIL", "load@example.com",
                "PERF_PASSWORD", "s3cret-word"));

        assertThat(((Selection.Choice.CannotRun) choice(agent)).why())
                .contains("station_redeem_peak is not configured: PERF_STATION_REDEEM_URL; ")
                .endsWith("; PERF_SCENARIOS=agent_journeys,api_smoke runs the others alone")
                .doesNotContain("s3cret");
        agent.put("PERF_SCENARIOS", "agent_journeys,api_smoke");
        assertThat(choice(agent)).isInstanceOf(Selection.Choice.Together.class);
    }

    private static Selection.Choice choice(Map<String, String> variables) {
        var all = new HashMap<>(NAMED);
        all.putAll(variables);
        return new Selection(Settings.of(all), all).choose(Scope.named(ALL.id()));
    }
}
