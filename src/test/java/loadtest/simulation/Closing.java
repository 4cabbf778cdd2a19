package loadtest.simulation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.load.Profile;
import loadtest.record.DatabaseActivity;
import loadtest.record.DispatchLedger;
import loadtest.record.Recorder;
import loadtest.record.Resources;
import loadtest.record.Sample;
import loadtest.report.Environment;
import loadtest.report.RequestSummary;
import loadtest.report.RunFolder;
import loadtest.report.Summary;
import loadtest.report.VerdictTable;
import loadtest.slo.Gate;
import loadtest.target.Scenario;
import loadtest.target.Target;

/**
 * The end of a run: its table, its verdict in words and its files.
 *
 * @param dispatches where the scenario has a dispatcher
 * @param folder of this run; empty where the engine has not made it
 */
record Closing(
        Scenario scenario,
        Target target,
        Profile profile,
        String id,
        Instant started,
        Recorder recorder,
        Gate gate,
        Resources resources,
        DatabaseActivity database,
        Optional<DispatchLedger> dispatches,
        List<String> notes,
        Optional<Path> folder) {

    /** Of a run that got to its end, and of one that the engine cut off. */
    void tell() {
        var verdicts = gate.verdicts();
        var reasons = reasons();
        System.out.println();
        System.out.println("Verdicts of " + scenario.id() + ", profile " + profile.name());
        VerdictTable.lines(verdicts).forEach(System.out::println);
        notes.forEach(note -> System.out.println("  note     " + note));
        System.out.println(reasons.isEmpty() ? "PASSED" : "FAILED: " + String.join("; ", reasons));
        folder.ifPresent(path -> System.out.println("Report: " + path.resolve("verdict.html")));
        System.out.println();
        write(summary(reasons.isEmpty() ? Summary.Outcome.PASSED : Summary.Outcome.FAILED, reasons));
    }

    /** Of a run that somebody has interrupted, whatever its verdicts were by then. */
    void tellInterrupted(String why) {
        System.out.println("INTERRUPTED: " + why);
        var reasons = reasons();
        reasons.add(0, why);
        write(summary(Summary.Outcome.INTERRUPTED, reasons));
    }

    private List<String> reasons() {
        var reasons = new ArrayList<>(VerdictTable.reasons(gate.verdicts()));
        if (!gate.reached()) {
            reasons.add(0, "the run was cut off before its load had ended");
        }
        if (!reasons.isEmpty()
                && recorder.requests().stream().anyMatch(seen -> seen.withCode(code -> code == 429) > 0)) {
            notes.stream().filter(note -> note.startsWith(Accounts.TOO_FEW)).forEach(reasons::add);
        }
        return reasons;
    }

    private void write(Summary summary) {
        folder.map(path -> RunFolder.write(summary, path)).orElse(List.of()).forEach(System.out::println);
        target.settings()
                .run()
                .outputFile()
                .flatMap(file -> RunFolder.copy(summary, named(file)))
                .ifPresent(System.out::println);
    }

    private Summary summary(Summary.Outcome outcome, List<String> reasons) {
        var seconds = recorder.seconds();
        return new Summary(
                Summary.SCHEMA,
                scenario.id(),
                profile.name(),
                id,
                outcome,
                outcome == Summary.Outcome.PASSED,
                reasons,
                target.addresses(scenario).values().stream().map(URI::getHost).toList(),
                target.standIn(),
                started.toString(),
                Instant.now().toString(),
                Environment.suite(),
                Environment.machine(),
                load(),
                recorder.requests().stream()
                        .map(request -> RequestSummary.of(request, seconds))
                        .toList(),
                RequestSummary.of(recorder.overall(), seconds),
                dispatches.map(Closing::waba).orElse(null),
                gate.verdicts(),
                recorder.timeline(),
                recorder.slowest().stream().map(Closing::slow).toList(),
                resources,
                database,
                null,
                notes);
    }

    private Summary.Load load() {
        var users = recorder.users(scenario.id());
        var planned = profile.plannedUsers();
        return new Summary.Load(
                profile.open() ? "open" : "closed",
                profile.sentences(),
                planned.isPresent() ? planned.getAsLong() : null,
                users.started(),
                users.finished(),
                recorder.late().orElse(null));
    }

    private static Summary.Waba waba(DispatchLedger dispatches) {
        var codes = dispatches.waba().codes();
        return new Summary.Waba(
                codes.getOrDefault(DispatchLedger.OK, 0L),
                codes.getOrDefault(DispatchLedger.RATE_LIMITED, 0L),
                dispatches.notTaken(),
                codes);
    }

    private static Summary.Slow slow(Sample sample) {
        return new Summary.Slow(
                Instant.ofEpochMilli(sample.start()).toString(),
                sample.name(),
                sample.millis(),
                sample.code().orElse(null),
                sample.ok());
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
}
