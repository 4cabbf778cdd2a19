package loadtest.run;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loadtest.report.summary.Summary;
import loadtest.settings.Settings;
import loadtest.settings.Share;
import loadtest.settings.Variables;
import loadtest.target.Scenario;
import loadtest.target.Target;

/**
 * What is known of a run while it is prepared, for the report of one that does not happen.
 *
 * @param scenario its id
 * @param settings those that could be read; where one of them is wrong, the defaults with the output folder; empty where
 *     not even these can be read
 * @param target the hosts it would have loaded, as far as they are known
 * @param standIn whether it would have loaded a stand-in
 */
record Attempt(RunId id, String scenario, Optional<Settings> settings, List<String> target, boolean standIn) {
    private static final Set<String> WHERE_RESULTS_GO =
            Set.of("PERF_OUTPUT_DIR", "profile", Variables.OLDER_PROFILE, "simulation");

    /** Before anything is read. */
    static Attempt of(String scenario) {
        return of(scenario, Variables.withoutDotEnv());
    }

    /** Of settings of which one is wrong: only those that say where results go are read. */
    static Attempt of(String scenario, Map<String, String> given) {
        var few = new HashMap<>(given);
        few.keySet().retainAll(WHERE_RESULTS_GO);
        return new Attempt(RunId.ofThisProcess(), scenario, readable(few), List.of(), false);
    }

    private static Optional<Settings> readable(Map<String, String> variables) {
        try {
            return Optional.of(Settings.of(variables));
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty(); // the reason why there is no run says what is wrong
        }
    }

    static Attempt of(Scope scope, Settings settings, Map<String, String> variables) {
        var standIn = Target.isStandIn(variables);
        var hosts = scope.scenarios().stream()
                .flatMap(scenario -> Target.hosts(scenario, settings.servers()).stream())
                .distinct()
                .toList();
        return new Attempt(
                RunId.ofThisProcess(), scope.name(), Optional.of(settings), standIn ? List.of() : hosts, standIn);
    }

    static Attempt of(WholeRun run) {
        return new Attempt(
                run.id(),
                run.name(),
                Optional.of(run.settings()),
                run.hosts(),
                run.target().standIn());
    }

    /** That run did not happen, and why. */
    NotRun ended(NotRun.NotRunKind kind, String reason) {
        return new NotRun(this, kind, reason);
    }

    /** Which run it is, for its summary. */
    Summary.Identity identity(String profile) {
        var run = settings.map(Settings::run);
        return new Summary.Identity(
                scenario,
                profile,
                id.value(),
                Parentage.atStart().invocation().name(),
                run.flatMap(Settings.Run::group).orElse(null),
                run.map(Settings.Run::share)
                        .filter(share -> !share.isAll())
                        .map(Share::toString)
                        .orElse(null));
    }

    /** The name of its folder, made as the engine makes it: the simulation's in small letters, and the time in UTC. */
    String folder() {
        return Scenario.simulation(scenario).toLowerCase(Locale.ROOT) + "-" + id.folderTime();
    }
}
