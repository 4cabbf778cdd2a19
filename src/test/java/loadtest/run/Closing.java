package loadtest.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.report.RunFolder;
import loadtest.report.history.RunsIndex;
import loadtest.report.summary.Summary;
import loadtest.report.text.GitHub;
import loadtest.report.text.VerdictTable;
import loadtest.settings.Failure;
import loadtest.slo.Schedule;

/**
 * The end of a run: its table, its verdict in words and its files.
 *
 * @param folder of this run; empty where the engine has not made it
 */
record Closing(RunState run, Optional<Path> folder) {

    /** Of a run that got to its end, and of one that the engine cut off. */
    Summary tell() {
        var reasons = reasons();
        System.out.println();
        System.out.println("Verdicts of " + run.scenario().id() + ", profile "
                + run.profile().name());
        VerdictTable.lines(run.gate().verdicts()).forEach(System.out::println);
        run.notes().forEach(note -> System.out.println("  note     " + note));
        run.comparison().ifPresent(compared -> compared.lines().forEach(System.out::println));
        var outcome = outcome(reasons);
        System.out.println(reasons.isEmpty() ? "PASSED" : outcome + ": " + String.join("; ", reasons));
        sayWhere();
        System.out.println();
        var summary = run.summary(outcome, reasons);
        write(summary);
        new GitHub(System.getenv()).tell(summary);
        return summary;
    }

    /** Of a run that somebody has interrupted, whatever its verdicts were by then. */
    Summary tellInterrupted(String why) {
        System.out.println("INTERRUPTED: " + why);
        sayWhere();
        var reasons = reasons();
        reasons.add(0, why);
        var summary = run.summary(Summary.Outcome.INTERRUPTED, reasons);
        write(summary);
        return summary;
    }

    private void sayWhere() {
        folder.ifPresent(path -> System.out.println("Report: " + path.resolve("verdict.html")));
    }

    private Summary.Outcome outcome(List<String> reasons) {
        if (reasons.isEmpty()) {
            return Summary.Outcome.PASSED;
        }
        var invalid = run.gate().reached()
                && run.gate().verdicts().stream().anyMatch(verdict -> verdict.missed() && Schedule.isAbout(verdict));
        return invalid ? Summary.Outcome.INVALID : Summary.Outcome.FAILED;
    }

    private List<String> reasons() {
        var reasons = new ArrayList<>(VerdictTable.reasons(run.gate().verdicts()));
        if (!run.gate().reached()) {
            reasons.add(
                    0,
                    run.vigilance()
                            .abort()
                            .reached()
                            .map(criterion -> Summary.CUT_OFF + " early: " + criterion)
                            .orElse(Summary.CUT_OFF + " before its load had ended"));
        }
        if (!reasons.isEmpty()
                && run.recorder().requests().stream().anyMatch(seen -> seen.withCode(code -> code == 429) > 0)) {
            run.notes().stream()
                    .filter(note -> note.startsWith(Run.TOO_FEW_ACCOUNTS))
                    .forEach(reasons::add);
        }
        return reasons;
    }

    private void write(Summary summary) {
        folder.map(path -> RunFolder.write(summary, path)).orElse(List.of()).forEach(System.out::println);
        run.target()
                .settings()
                .run()
                .outputFile()
                .flatMap(file -> RunFolder.copy(summary, named(file)))
                .ifPresent(System.out::println);
        // After the pages: it copies the newest one.
        if (folder.isPresent()) {
            listIt();
        }
    }

    private void listIt() {
        try {
            RunsIndex.update(run.target().settings().run().outputDir());
        } catch (IOException e) {
            System.out.println("the list of runs is not up to date: " + Failure.line(e));
        }
    }

    /** With several scenarios each needs a file of its own: the id goes before the extension. */
    private Path named(Path file) {
        var general = run.target().settings().run();
        var several = !general.simulation().equals(run.scenario().simulation())
                && general.scenarios().size() != 1;
        var name = file.getFileName().toString();
        var dot = name.lastIndexOf('.');
        var own = dot < 0
                ? name + "-" + run.scenario().id()
                : name.substring(0, dot) + "-" + run.scenario().id() + name.substring(dot);
        return several ? file.resolveSibling(own) : file;
    }
}
