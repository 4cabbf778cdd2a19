package loadtest.run;

import java.util.List;
import java.util.Optional;
import loadtest.settings.Settings;
import loadtest.target.Combination;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;

/**
 * What a simulation runs: one scenario, or a combination of them.
 *
 * @param name of the scenario or the combination
 * @param combination empty where it is one scenario
 */
record Scope(String name, List<Scenario> scenarios, Optional<Combination> combination) {

    static Scope of(Scenario scenario) {
        return new Scope(scenario.id(), List.of(scenario), Optional.empty());
    }

    /** @throws loadtest.settings.BadInput where no file has that name, or a file has a mistake */
    static Scope named(String id) {
        var known = Scenarios.onClassPath();
        return known.combination(id)
                .map(combination -> new Scope(id, known.all(), Optional.of(combination)))
                .orElseGet(() -> of(known.file(id).scenario()));
    }

    /** Of a combination only the scenarios that {@code PERF_SCENARIOS} names, where it names any. */
    Scope listed(Settings settings) {
        return combination.isEmpty()
                ? this
                : new Scope(
                        name,
                        scenarios.stream()
                                .filter(scenario -> Selection.listed(settings, scenario))
                                .toList(),
                        combination);
    }
}
