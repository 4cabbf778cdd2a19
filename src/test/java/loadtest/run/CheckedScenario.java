package loadtest.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.history.Baseline;
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

    /** The run of one alone, whose notes on the settings are its. */
    static WholeRun alone(Attempt attempt, CheckedScenario one, Optional<Baseline> baseline, List<RunNote> general) {
        var notes = Stream.concat(one.notes().stream(), general.stream()).toList();
        var part = PreparedRun.alone(attempt.id(), one.chosen, one.target, notes);
        return new WholeRun(attempt.scenario(), List.of(part), baseline, List.of());
    }

    /** The run of several at once. */
    static WholeRun together(
            Attempt attempt, List<CheckedScenario> all, Optional<Baseline> baseline, List<RunNote> general) {
        var parts = all.stream()
                .map(one -> PreparedRun.grouped(attempt.id(), one.chosen, one.target, one.notes()))
                .toList();
        return new WholeRun(attempt.scenario(), parts, baseline, general);
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
