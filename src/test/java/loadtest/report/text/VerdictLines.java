package loadtest.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import loadtest.report.summary.VerdictView;
import loadtest.report.text.Terminal.Mark;
import loadtest.slo.Capacity;
import loadtest.slo.Observation;
import loadtest.slo.PromiseKind;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/**
 * The verdicts of a run for the console: what is broken first, then what a reader must know besides, then one line for
 * the rest, which the run's page has in full.
 */
public final class VerdictLines {
    private static final int INDENT = 4;

    private final List<VerdictView> views;
    private final Terminal terminal;

    private VerdictLines(List<VerdictView> views, Terminal terminal) {
        this.views = views;
        this.terminal = terminal;
    }

    /** No line is longer than the terminal is wide. */
    public static List<String> lines(List<Verdict> verdicts, Terminal terminal) {
        return new VerdictLines(VerdictView.all(verdicts), terminal).lines();
    }

    private List<String> lines() {
        var broken = which(view -> view.verdict().missed());
        var over = which(view -> view.verdict().outcome() == VerdictOutcome.PRINTED && view.over());
        var audited = which(view -> view.verdict().outcome() == VerdictOutcome.MET && found(view));
        var lines = new ArrayList<String>();
        broken.forEach(view -> lines.addAll(row(Mark.BROKEN, view, Tone.BAD)));
        over.forEach(view -> lines.addAll(row(Mark.NEITHER, view, Tone.PLAIN)));
        which(view -> view.verdict().outcome() == VerdictOutcome.NOT_AUDITED)
                .forEach(view -> lines.addAll(notAudited(view)));
        audited.forEach(view -> lines.addAll(row(Mark.KEPT, view, Tone.PLAIN)));
        rest(over.size(), audited.size()).ifPresent(lines::addAll);
        return lines;
    }

    private List<VerdictView> which(Predicate<VerdictView> wanted) {
        return views.stream().filter(wanted).toList();
    }

    /** What an audit found is evidence that no figure stands for; a climb is made for what it found. */
    private static boolean found(VerdictView view) {
        return view.verdict().promise().kind() == PromiseKind.INTEGRITY
                        && view.verdict().seen() instanceof Observation.Found
                || view.verdict().seen() instanceof Capacity;
    }

    private List<String> row(Mark mark, VerdictView view, Tone tone) {
        var verdict = view.verdict();
        var limit = view.nameSaysLimit() ? "" : "limit " + verdict.limit();
        var names = views.stream().map(one -> one.verdict().name().length());
        var wide = Math.min(
                terminal.width() / 2, names.max(Comparator.naturalOrder()).orElse(0));
        var actual = Math.max(12, verdict.actual().length());
        var lines = new ArrayList<String>();
        if (verdict.name().length() <= wide && 2 + wide + 2 + actual + 2 + limit.length() <= terminal.width()) {
            lines.add((terminal.mark(mark) + " " + terminal.cell(tone, verdict.name(), wide) + "  "
                            + terminal.cell(Tone.PLAIN, verdict.actual(), actual) + "  "
                            + terminal.styled(Tone.QUIET, limit))
                    .stripTrailing());
        } else {
            lines.addAll(terminal.marked(mark, tone, verdict.name()));
            lines.addAll(
                    terminal.wrapped(Tone.PLAIN, verdict.actual() + (limit.isEmpty() ? "" : ", " + limit), INDENT));
        }
        if (!verdict.note().isEmpty()) {
            lines.addAll(terminal.wrapped(Tone.PLAIN, verdict.note(), INDENT));
        }
        return lines;
    }

    private List<String> notAudited(VerdictView view) {
        var lines = new ArrayList<>(terminal.marked(
                Mark.NEITHER, Tone.PLAIN, "not audited  " + view.verdict().name()));
        Stream.of(view.verdict().actual(), view.verdict().note())
                .filter(words -> !words.isEmpty())
                .forEach(words -> lines.addAll(terminal.wrapped(Tone.PLAIN, words, INDENT)));
        return lines;
    }

    /** How many more there are, and which of those that decide has used most of its limit. */
    private Optional<List<String>> rest(int shownOver, int shownKept) {
        var kept = which(view -> view.verdict().outcome() == VerdictOutcome.MET);
        var printed = which(view -> view.verdict().outcome() == VerdictOutcome.PRINTED)
                        .size()
                - shownOver;
        var parts = new ArrayList<String>();
        if (kept.size() > shownKept) {
            parts.add((kept.size() - shownKept) + (shownKept > 0 ? " more" : "") + " kept");
        }
        if (printed > 0) {
            parts.add(printed + " for information");
        }
        var nearest = VerdictView.nearest(views)
                .map(view -> " (nearest: " + view.figures() + ")")
                .orElse("");
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(terminal.marked(Mark.KEPT, Tone.PLAIN, String.join(terminal.between(), parts) + nearest));
    }
}
