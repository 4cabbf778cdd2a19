package loadtest.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.target.Check;
import loadtest.target.Target;
import loadtest.target.TargetReadiness;

/** A chosen scenario, with what was found out about its target before the load. */
record CheckedScenario(Selection.Choice.Chosen chosen, Target target, List<Check> checks) {

    static CheckedScenario of(Selection.Choice.Chosen chosen, Target target) {
        var readiness = new TargetReadiness(chosen.file(), target, chosen.profile());
        var checks = Merge.ofThisProcess().isPresent() ? List.of(readiness.allowed()) : readiness.beforeLoad();
        return new CheckedScenario(chosen, target, checks);
    }

    /** What keeps them from running, in words, each by its name where it runs with others; empty where nothing does. */
    static Optional<String> failures(List<CheckedScenario> all, boolean together) {
        var failures = all.stream()
                .flatMap(one -> one.checks().stream()
                        .filter(Check::failed)
                        .map(check -> (together ? one.id() + ": " : "") + check.finding()))
                .collect(Collectors.joining("; "));
        return Optional.of(failures).filter(words -> !words.isEmpty());
    }

    /** In a run of its own, whose notes on all scenarios are its. */
    PreparedRun alone(RunId id, List<RunNote> general) {
        var all = new ArrayList<>(notes());
        all.addAll(general);
        return PreparedRun.alone(id, chosen, target, all);
    }

    /** In a run with others. */
    PreparedRun together(RunId id) {
        return PreparedRun.grouped(id, chosen, target, notes());
    }

    private String id() {
        return chosen.file().scenario().id();
    }

    private List<RunNote> notes() {
        var found = checks.stream()
                .filter(check -> check.outcome() == Check.CheckOutcome.NOTE)
                .map(check -> check.name() + ": " + check.finding());
        return Stream.concat(found, LengthNotes.of(chosen.profile(), checks, target.settings()).stream())
                .map(RunNote::of)
                .toList();
    }
}
