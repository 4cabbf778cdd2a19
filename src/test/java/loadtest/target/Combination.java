package loadtest.target;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loadtest.settings.DataFile;

/**
 * A simulation that runs all scenarios at once, each with its own profile of the chosen name. Its file says nothing but
 * that; it runs only where it is named.
 *
 * @param id its name in reports and files, as of a scenario
 */
public record Combination(String id) {
    private static final String WORD = "combines";
    private static final String ALL = "all";

    /**
     * Reads a file as that of a combination.
     *
     * @return empty where it is one of a scenario
     * @throws loadtest.settings.BadInput for a word or value that is not of the vocabulary
     */
    static Optional<Combination> read(String id) {
        return of(id, DataFile.read(Scenarios.resource(id)));
    }

    /** The same of what its file holds. */
    static Optional<Combination> of(String id, DataFile data) {
        if (!data.has(WORD)) {
            return Optional.empty();
        }
        data.only(WORD);
        if (!data.text(WORD).equals(Optional.of(ALL))) {
            throw data.wrong(WORD, ALL + "; PERF_SCENARIOS names fewer for one run");
        }
        return Optional.of(new Combination(id));
    }

    /** The simple names of the simulations of all, be the scenarios' files right or wrong. */
    static Set<String> simulations() {
        return Scenarios.written().stream()
                .flatMap(id -> read(id).stream())
                .map(Combination::simulation)
                .collect(Collectors.toSet());
    }

    /** The simple name of its simulation's class. */
    public String simulation() {
        return Scenario.simulation(id);
    }
}
