package loadtest.report.invocation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loadtest.report.invocation.InvocationRun.InvocationState;
import loadtest.report.summary.RunOutcome;
import loadtest.report.text.Terminal;
import loadtest.report.text.Terminal.Mark;

/**
 * What became of all scenarios of an invocation: those that did not pass first.
 *
 * @param folder of the invocation
 * @param leftOut how many of the rows were not meant to run
 * @param goesOn whether a scenario has not ended, or is yet to begin
 * @param took from the first run's start to the last one's end; empty where none has ended
 */
public record InvocationSummary(
        Path folder, List<InvocationRow> rows, long leftOut, boolean goesOn, Optional<Duration> took) {

    /**
     * @param asked the scenarios that were to run; one that is left out and not among them was not asked for
     * @param over whether the invocation ends here, so that what has not ended by now never will
     * @throws IOException if the invocation's file cannot be read
     */
    static InvocationSummary of(InvocationFile file, Set<String> asked, boolean over) throws IOException {
        var runs = file.runs().stream()
                .filter(run -> run.state() != InvocationState.LEFT_OUT || asked.contains(run.scenario()))
                .map(run -> over ? run.over() : run)
                .toList();
        var rows = new ArrayList<>(runs.stream().map(InvocationRow::of).toList());
        var begun = runs.stream().map(InvocationRun::scenario).collect(Collectors.toSet());
        if (over) {
            asked.stream()
                    .filter(scenario -> !begun.contains(scenario))
                    .map(InvocationRow::notBegun)
                    .forEach(rows::add);
        }
        rows.sort(Comparator.comparing(row -> order(row.mark())));
        return new InvocationSummary(
                file.folder(),
                rows,
                runs.stream()
                        .filter(run -> run.state() == InvocationState.LEFT_OUT)
                        .count(),
                !over && file.goesOn(),
                InvocationRow.took(runs));
    }

    private static int order(Mark mark) {
        return List.of(Mark.BROKEN, Mark.KEPT, Mark.NEITHER).indexOf(mark);
    }

    long notPassed() {
        return rows.stream().filter(row -> row.mark() == Mark.BROKEN).count();
    }

    /** Those that were to run. */
    long all() {
        return rows.size() - leftOut;
    }

    /** Such as {@code 1 of 5 did not pass}. */
    String headline() {
        if (goesOn) {
            return "The command goes on";
        }
        if (notPassed() > 0) {
            return notPassed() + " of " + all() + " did not pass";
        }
        var they = all() == 1 ? "It" : "All " + all();
        return rows.stream().anyMatch(InvocationRow::part)
                ? they + (all() == 1 ? " is " : " are ") + RunOutcome.IS_RECORDED
                : they + " passed";
    }

    /** The same as a table for the console. */
    public List<String> table(Terminal terminal) {
        return InvocationTable.lines(this, terminal);
    }

    Path page() {
        return folder.resolve(InvocationPage.NAME);
    }
}
