package loadtest.run;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.settings.Variables;
import loadtest.target.Combination;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;

/**
 * The simulation, scenarios and profile that the settings name.
 *
 * @param variables those that the settings were read from
 */
record ChosenNames(Settings settings, Map<String, String> variables, Scenarios scenarios) {

    /** @throws BadInput for one that does not exist, and for more than one simulation */
    void require() {
        oneSimulation();
        knownSimulation();
        knownScenarios();
        knownProfile();
    }

    private boolean matches(Scenario scenario) {
        return Selection.matchesSimulation(settings, scenario);
    }

    /** Maven would run the first of several and pass the others over in silence. */
    private void oneSimulation() {
        if (settings.run().simulation().contains(",")) {
            throw BadInput.in(
                    "-Dsimulation",
                    settings.run().simulation(),
                    "one class name or pattern; for several set PERF_SCENARIOS=" + String.join(",", scenarios.ids()));
        }
    }

    private void knownSimulation() {
        if (scenarios.named(settings.run().simulation()).isEmpty()
                && scenarios.all().stream().noneMatch(this::matches)) {
            var names = Stream.concat(
                            scenarios.all().stream().map(Scenario::simulation),
                            scenarios.combinations().stream().map(Combination::simulation))
                    .toList();
            throw BadInput.in("-Dsimulation", settings.run().simulation(), String.join(", ", names) + ", or a pattern");
        }
    }

    private void knownScenarios() {
        for (var id : settings.run().scenarios()) {
            var combination = scenarios.combination(id);
            if (combination.isPresent()) {
                throw BadInput.in(
                        "PERF_SCENARIOS",
                        id,
                        String.join(", ", scenarios.ids()) + "; all of them at once run by -Dsimulation="
                                + combination.get().simulation());
            }
            if (!scenarios.ids().contains(id)) {
                throw BadInput.in("PERF_SCENARIOS", id, String.join(", ", scenarios.ids()));
            }
        }
    }

    private void knownProfile() {
        var known = new LinkedHashSet<String>();
        scenarios.files().forEach(file -> known.addAll(file.profiles().names()));
        if (!known.contains(settings.run().profile())) {
            throw BadInput.in(Variables.namingProfile(variables), settings.run().profile(), String.join(", ", known));
        }
    }
}
