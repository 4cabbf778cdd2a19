package loadtest.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loadtest.report.RunFolder;
import loadtest.report.page.VerdictPage;
import loadtest.report.runs.RunsIndex;
import loadtest.report.summary.FailureLine;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.report.text.GitHub;
import loadtest.report.text.OutcomeLines;
import loadtest.report.text.Terminal;
import loadtest.report.text.VerdictLines;
import loadtest.settings.Console;
import loadtest.settings.Failure;
import loadtest.settings.Settings;
import loadtest.slo.PromiseKind;
import loadtest.target.Scenario;

/**
 * The verdict of a run, on the console and in its files.
 *
 * @param folder of this run; empty where the engine has not made it
 */
record RunReport(RunSnapshot snapshot, Optional<Path> folder) {
    /** On the console; the page has all. */
    private static final int MOST_FAILURES = 5;

    /** Where one of these is broken, the load was not the one that was planned. */
    private static final Set<PromiseKind> OF_THE_LOAD = Set.of(PromiseKind.SCHEDULE, PromiseKind.SHARES);

    private static final String CUT_OFF = "the run was cut off";

    /**
     * Says on the console what became of a run that got to its end, or of one that the engine cut off.
     *
     * @return what its files are made of
     */
    Summary tell() {
        var summary = snapshot.summary(result(List.of()));
        var terminal = Terminal.ofThisProcess();
        System.out.println();
        System.out.println("Verdicts of " + snapshot.run().name() + ", profile "
                + snapshot.run().profile());
        Console.styled(VerdictLines.lines(snapshot.verdicts(), terminal));
        summary.traffic().scenarios().forEach(part -> Console.styled(terminal.entry("scenario", part.words())));
        FailureLine.of(summary).stream()
                .limit(MOST_FAILURES)
                .forEach(line -> Console.styled(terminal.entry("failed", line.withLink())));
        // Those of the preparation stand in the plan.
        snapshot.server().notes().forEach(note -> Console.styled(terminal.entry("note", note)));
        snapshot.comparison().ifPresent(compared -> compared.lines().forEach(System.out::println));
        if (snapshot.run().settings().watching().engine()) {
            Console.styled(terminal.entry("note", EngineLines.NOTE));
        }
        System.out.println();
        annotate(summary);
        if (summary.result().succeeded()
                && !snapshot.run().settings().watching().engine()) {
            EngineLines.hideAll();
        }
        return summary;
    }

    /** Writes the files of a run, those of its command, and the list of all runs. */
    void write(Summary summary) {
        var attempt = Attempt.of(snapshot.run());
        writeFiles(attempt, summary, folder);
        OwnInvocation.of(attempt).publish(summary, folder);
    }

    /** Reports a run that was interrupted, whatever its verdicts were by then. */
    Summary writeInterrupted(String why) {
        var summary = snapshot.summary(result(List.of(why)));
        write(summary);
        annotate(summary);
        return summary;
    }

    private void annotate(Summary summary) {
        new GitHub(System.getenv(), Selection.asked(snapshot.run().settings())).annotate(summary);
    }

    /** How a run that was written has ended, in the last lines of its process. */
    void printOutcome(Summary summary) {
        Console.styled(
                OutcomeLines.of(summary, folder.map(path -> path.resolve(VerdictPage.NAME)), Terminal.ofThisProcess()));
    }

    private RunOutcome outcome(List<String> reasons) {
        if (reasons.isEmpty()) {
            return snapshot.run().settings().run().share().isAll() ? RunOutcome.PASSED : RunOutcome.RECORDED;
        }
        var invalid = snapshot.reached()
                && snapshot.verdicts().stream()
                        .anyMatch(verdict -> verdict.missed()
                                && OF_THE_LOAD.contains(verdict.promise().kind()));
        return invalid ? RunOutcome.INVALID : RunOutcome.FAILED;
    }

    /**
     * The outcome with its reasons: what ended the load early, the missed promises, and notes on the rate limit.
     *
     * @param interruption why the run was interrupted; empty where it was not
     */
    private Summary.RunResult result(List<String> interruption) {
        var missed = VerdictView.reasons(snapshot.verdicts());
        var cutOff = cutOff();
        var isUnmet = cutOff.isPresent() || !missed.isEmpty();
        var hints = isUnmet && wasRateLimited() ? snapshot.rateLimitNotes() : List.<String>of();
        var others = new ArrayList<>(interruption);
        cutOff.ifPresent(others::add);
        var reasons = new ArrayList<>(others);
        reasons.addAll(missed);
        reasons.addAll(hints);
        others.addAll(hints);
        var outcome = interruption.isEmpty() ? outcome(reasons) : RunOutcome.INTERRUPTED;
        return new Summary.RunResult(outcome, snapshot.reached(), reasons, others);
    }

    private Optional<String> cutOff() {
        return snapshot.reached()
                ? Optional.empty()
                : Optional.of(snapshot.abortReached()
                        .map(criterion -> CUT_OFF + " early: " + criterion)
                        .orElse(CUT_OFF + " before its load had ended"));
    }

    private boolean wasRateLimited() {
        return snapshot.recorder().requests().stream().anyMatch(seen -> seen.withCode(code -> code == 429) > 0);
    }

    /**
     * Writes all that is made of a summary, and says what could not be written.
     *
     * @param attempt whose settings are known
     * @param folder of the run; empty where the engine has not made it
     */
    static void writeFiles(Attempt attempt, Summary summary, Optional<Path> folder) {
        var settings = attempt.settings().orElseThrow();
        folder.map(path -> RunFolder.write(summary, path)).orElse(List.of()).forEach(System.out::println);
        copyOf(settings, summary).ifPresent(System.out::println);
        // After the pages: it copies the newest one.
        if (folder.isPresent()) {
            OwnInvocation.of(attempt).ended(folder.get());
            updateRunsIndex(settings);
        }
    }

    /** Has the list of runs show what its folder holds by now. */
    private static void updateRunsIndex(Settings settings) {
        try {
            RunsIndex.update(settings.run().outputDir());
        } catch (IOException e) {
            System.out.println("the list of runs is not up to date: " + Failure.line(e));
        }
    }

    /**
     * Writes the copy of a summary that {@code PERF_OUTPUT_FILE} asks for.
     *
     * @return why it could not be written; empty where it was, or where none is asked for
     */
    private static Optional<String> copyOf(Settings settings, Summary summary) {
        return settings.run()
                .outputFile()
                .flatMap(file -> RunFolder.copy(
                        summary, named(file, settings, summary.identity().scenario())));
    }

    /** With several scenarios each needs a file of its own: the id goes before the extension. */
    private static Path named(Path file, Settings settings, String scenario) {
        var general = settings.run();
        var several = !general.simulation().equals(Scenario.simulation(scenario))
                && general.scenarios().size() != 1;
        var name = file.getFileName().toString();
        var dot = name.lastIndexOf('.');
        var own = dot < 0 ? name + "-" + scenario : name.substring(0, dot) + "-" + scenario + name.substring(dot);
        return several ? file.resolveSibling(own) : file;
    }
}
