package loadtest.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.ClassPathFolder;
import loadtest.settings.DataFile;

/**
 * The scenarios of this suite: every file {@code scenarios/*.conf} of the class path is one, or a combination of them.
 * They are read once.
 *
 * @param files in the order of their ids
 */
public record Scenarios(List<ScenarioFile> files, List<Combination> combinations) {
    private static final String FOLDER = "scenarios";
    private static final String SUFFIX = ".conf";
    private static final Map<ClassLoader, Scenarios> READ = new WeakHashMap<>();

    /**
     * All of them, since a mistake in the last one is best known before the load of the first.
     *
     * @throws BadInput for the first mistake in any file
     */
    public static Scenarios onClassPath() {
        synchronized (READ) {
            var loader = Thread.currentThread().getContextClassLoader();
            var known = READ.get(loader);
            if (known == null) {
                known = read();
                READ.put(loader, known);
            }
            return known;
        }
    }

    private static Scenarios read() {
        var files = new ArrayList<ScenarioFile>();
        var combinations = new ArrayList<Combination>();
        for (var id : written()) {
            var data = DataFile.read(resource(id));
            Combination.of(id, data).ifPresentOrElse(combinations::add, () -> files.add(ScenarioFile.of(id, data)));
        }
        return new Scenarios(List.copyOf(files), List.copyOf(combinations));
    }

    /** The combination of that id; empty where there is none, as of a scenario. */
    public Optional<Combination> combination(String id) {
        return combinations.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The combination that {@code -Dsimulation} names: a pattern names none. */
    public Optional<Combination> named(String simulation) {
        return combinations.stream()
                .filter(one -> one.simulation().equals(simulation))
                .findFirst();
    }

    /** The ids of all files, be they right or wrong. */
    static List<String> written() {
        return ClassPathFolder.names(FOLDER).stream()
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    /** The name of a scenario's file. */
    static String resource(String id) {
        return FOLDER + "/" + id + SUFFIX;
    }

    /** @throws BadInput where there is no such scenario */
    public ScenarioFile file(String id) {
        return files.stream()
                .filter(file -> file.scenario().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInput(resource(id) + ": no such file on the class path: write it, with the"
                        + " load and the SLOs of " + id));
    }

    public List<Scenario> all() {
        return files.stream().map(ScenarioFile::scenario).toList();
    }

    /** In the order of the alphabet. */
    public List<String> ids() {
        return all().stream().map(Scenario::id).toList();
    }

    /** The variables that name a target: with any of them set, a run is one against a deployment. */
    public Set<String> targetVariables() {
        return endpoints()
                .flatMap(endpoint -> endpoint.addressVariables().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The variables that are true of one deployment only, beside its addresses: accounts, tokens, secrets and ids. */
    Set<String> deploymentVariables() {
        return all().stream().flatMap(Scenario::deploymentVariables).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The variables that hold a token. */
    public Set<String> bearerVariables() {
        return endpoints()
                .flatMap(endpoint -> endpoint.bearer().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Endpoint> endpoints() {
        return all().stream().map(Scenario::endpoints).flatMap(Collection::stream);
    }
}
