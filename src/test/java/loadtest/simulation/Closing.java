package loadtest.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.load.Profile;
import loadtest.record.Recorder;
import loadtest.report.Comparison;
import loadtest.report.RequestSummary;
import loadtest.report.Summary;
import loadtest.report.VerdictTable;
import loadtest.slo.Gate;
import loadtest.target.Scenario;
import loadtest.target.Target;

/** The end of a run: its table, its verdict in words and its files. */
record Closing(
        Scenario scenario,
        Target target,
        Profile profile,
        String id,
        Instant started,
        Recorder recorder,
        Gate gate,
        List<String> notes,
        Optional<Comparison> comparison,
        Optional<Path> folder) {

    Summary tell() {
        var verdicts = gate.verdicts();
        var reasons = new ArrayList<>(VerdictTable.reasons(verdicts));
        if (!gate.reached()) {
            reasons.add(0, Summary.CUT_OFF + " before its load had ended");
        }
        if (!reasons.isEmpty()
                && recorder.requests().stream().anyMatch(seen -> seen.withCode(code -> code == 429) > 0)) {
            notes.stream().filter(note -> note.startsWith(Accounts.TOO_FEW)).forEach(reasons::add);
        }
        System.out.println();
        System.out.println("Verdicts of " + scenario.id() + ", profile " + profile.name());
        VerdictTable.lines(verdicts).forEach(System.out::println);
        notes.forEach(note -> System.out.println("  note     " + note));
        comparison.ifPresent(compared -> compared.lines().forEach(System.out::println));
        System.out.println(reasons.isEmpty() ? "PASSED" : "FAILED: " + String.join("; ", reasons));
        folder.ifPresent(path -> System.out.println("Report: " + path.resolve("index.html")));
        System.out.println();
        var summary = summary(reasons);
        folder.ifPresent(path -> write(summary, path.resolve("summary.json")));
        target.settings().run().outputFile().ifPresent(file -> write(summary, named(file)));
        return summary;
    }

    private Summary summary(List<String> reasons) {
        var users = recorder.users(scenario.id());
        var planned = profile.plannedUsers();
        return new Summary(
                Summary.SCHEMA,
                scenario.id(),
                profile.name(),
                id,
                reasons.isEmpty() ? Summary.Outcome.PASSED : Summary.Outcome.FAILED,
                reasons.isEmpty(),
                reasons,
                target.hosts(scenario),
                target.standIn(),
                started.toString(),
                Instant.now().toString(),
                null,
                null,
                new Summary.Load(
                        profile.open() ? "open" : "closed",
                        profile.sentences(),
                        planned.isPresent() ? planned.getAsLong() : null,
                        users.started(),
                        users.finished(),
                        null),
                recorder.requests().stream().map(RequestSummary::of).toList(),
                null,
                null,
                gate.verdicts(),
                null,
                List.of(),
                null,
                null,
                comparison.orElse(null),
                notes);
    }

    /** With several scenarios each needs a file of its own: the id goes before the extension. */
    private Path named(Path file) {
        var several = !target.settings().run().simulation().equals(scenario.simulation())
                && target.settings().run().scenarios().size() != 1;
        var name = file.getFileName().toString();
        var dot = name.lastIndexOf('.');
        var own = dot < 0
                ? name + "-" + scenario.id()
                : name.substring(0, dot) + "-" + scenario.id() + name.substring(dot);
        return several ? file.resolveSibling(own) : file;
    }

    /** One file that cannot be written is no reason to leave out the next. */
    private static void write(Summary summary, Path file) {
        try {
            summary.write(file);
        } catch (IOException e) {
            System.out.println("the evidence is incomplete: " + file + " cannot be written ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
