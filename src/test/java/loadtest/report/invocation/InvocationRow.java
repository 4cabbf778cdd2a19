package loadtest.report.invocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.invocation.InvocationRun.InvocationState;
import loadtest.report.summary.VerdictView;
import loadtest.report.text.Terminal.Mark;

/**
 * What became of a scenario in words, for the console's table and for the page.
 *
 * @param outcome in one word where there is one
 * @param requests how many were sent
 * @param failed their share
 * @param tightest the latency promise that used most of its limit
 * @param why it did not pass, the worst first; empty where it did
 * @param run its folder; empty where there is none
 */
record InvocationRow(
        Mark mark,
        String scenario,
        String outcome,
        String requests,
        String failed,
        String tightest,
        List<String> why,
        Optional<PastRun> run) {
    private static final String NONE = "-";

    static InvocationRow of(InvocationRun run) {
        return switch (run.state()) {
            case ENDED -> ended(run);
            case LEFT_OUT -> without(run, Mark.NEITHER, "left out", run.why());
            case GOES_ON -> without(run, Mark.NEITHER, "goes on", "");
            case DID_NOT_END ->
                without(run, Mark.BROKEN, "did not end", "its process has gone without a word, killed for example");
        };
    }

    /** A scenario that was to run in this invocation and had not begun when it ended. */
    static InvocationRow notBegun(String scenario) {
        return new InvocationRow(
                Mark.BROKEN,
                scenario,
                "not begun",
                NONE,
                NONE,
                NONE,
                List.of("the command ended before"),
                Optional.empty());
    }

    boolean passed() {
        return mark == Mark.KEPT;
    }

    /** Whether it is the part of one machine, whose verdict is the merge's. */
    boolean part() {
        return run.flatMap(PastRun::facts).filter(Facts::isPart).isPresent();
    }

    private static InvocationRow without(InvocationRun run, Mark mark, String outcome, String why) {
        var reasons = why.isEmpty() ? List.<String>of() : List.of(why);
        return new InvocationRow(mark, run.scenario(), outcome, NONE, NONE, NONE, reasons, run.run());
    }

    private static InvocationRow ended(InvocationRun run) {
        var past = run.run().orElseThrow();
        if (past.facts().isEmpty()) {
            return without(run, Mark.BROKEN, "no summary", past.problem());
        }
        var facts = past.facts().get();
        var all = Optional.ofNullable(facts.overall());
        return new InvocationRow(
                facts.outcome().succeeded() ? Mark.KEPT : Mark.BROKEN,
                run.scenario(),
                facts.outcomeInWords(),
                all.map(seen -> String.format(Locale.ROOT, "%,d", seen.count())).orElse(NONE),
                all.map(seen -> String.format(Locale.ROOT, "%.2f %%", seen.failedPercent()))
                        .orElse(NONE),
                facts.tightest().map(InvocationRow::tightest).orElse(NONE),
                why(facts),
                run.run());
    }

    private static String tightest(VerdictView view) {
        var margin = view.margin().orElseThrow();
        return view.verdict().name() + String.format(Locale.ROOT, " %.0f of %.0f ms", margin.actual(), margin.limit());
    }

    /** The worst broken promise, and how many more there are. */
    private static List<String> why(Facts facts) {
        if (facts.outcome().succeeded()) {
            return List.of();
        }
        var why = new ArrayList<String>();
        var worst = facts.worst().map(VerdictView::figures);
        worst.or(() -> facts.reasons().stream().findFirst()).ifPresent(why::add);
        if (facts.reasons().size() > 1) {
            why.add("and " + (facts.reasons().size() - 1) + " more");
        }
        return why;
    }

    /** From the first scenario's start to the last one's end; empty where none has ended. */
    static Optional<Duration> took(List<InvocationRun> runs) {
        var past = runs.stream()
                .filter(run -> run.state() == InvocationState.ENDED)
                .flatMap(run -> run.run().stream())
                .toList();
        var ended = past.stream()
                .flatMap(run -> run.length().map(run.started()::plus).stream())
                .max(Comparator.naturalOrder());
        return past.stream()
                .map(PastRun::started)
                .min(Comparator.naturalOrder())
                .flatMap(start -> ended.map(end -> Duration.between(start, end)));
    }
}
