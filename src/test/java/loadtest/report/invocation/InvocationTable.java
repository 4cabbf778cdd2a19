package loadtest.report.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.TimeWords;
import loadtest.report.text.ShownPath;
import loadtest.report.text.Terminal;
import loadtest.report.text.Tone;

/** All scenarios of an invocation as a table for the console: below each why it did not pass, and its page. */
final class InvocationTable {
    private static final int INDENT = 4;
    private static final InvocationRow HEAD = new InvocationRow(
            Terminal.Mark.NEITHER,
            "Scenario",
            "Verdict",
            "Requests",
            "Failed",
            "Tightest latency",
            List.of(),
            Optional.empty());

    private InvocationTable() {}

    /** Every line fits the terminal, but for an address that is longer. */
    static List<String> lines(InvocationSummary summary, Terminal terminal) {
        var lines = new ArrayList<String>();
        lines.add("");
        var all = new ArrayList<>(summary.rows());
        all.add(HEAD);
        lines.addAll(row(HEAD, all, terminal, " "));
        summary.rows().forEach(row -> {
            lines.addAll(row(row, all, terminal, terminal.mark(row.mark())));
            row.why().forEach(why -> lines.addAll(terminal.wrapped(Tone.PLAIN, why, INDENT)));
            row.run()
                    .map(run -> run.folder().resolve(VerdictPage.NAME))
                    .ifPresent(page -> lines.add(" ".repeat(INDENT) + ShownPath.of(page, terminal.width() - INDENT)));
        });
        lines.add("");
        var took = summary.took()
                .map(time -> terminal.between() + TimeWords.clock(time))
                .orElse("");
        var tone = summary.notPassed() == 0 ? Tone.GOOD : Tone.BAD;
        lines.add(terminal.styled(tone, summary.headline()) + took);
        lines.add(ShownPath.of(summary.page(), terminal.width()));
        return lines;
    }

    /** In columns; what does not fit beside the others continues below. */
    private static List<String> row(InvocationRow row, List<InvocationRow> all, Terminal terminal, String mark) {
        var tone = row.passed() ? Tone.GOOD : row.mark() == Terminal.Mark.BROKEN ? Tone.BAD : Tone.PLAIN;
        var columns = List.<Function<InvocationRow, String>>of(
                InvocationRow::scenario, InvocationRow::outcome, InvocationRow::requests, InvocationRow::failed);
        var line = new StringBuilder(mark + " ");
        var used = 2;
        for (var column : columns) {
            var wide = all.stream()
                    .mapToInt(one -> column.apply(one).length())
                    .max()
                    .orElse(0);
            var text = column.apply(row);
            var number = columns.indexOf(column) > 1;
            var padded = number ? " ".repeat(wide - text.length()) + text : text;
            line.append(terminal.cell(columns.indexOf(column) == 1 ? tone : Tone.PLAIN, padded, wide))
                    .append("  ");
            used += wide + 2;
        }
        if (used + row.tightest().length() <= terminal.width()) {
            return List.of((line + terminal.styled(Tone.PLAIN, row.tightest())).stripTrailing());
        }
        var lines = new ArrayList<>(List.of(line.toString().stripTrailing()));
        lines.addAll(terminal.wrapped(Tone.PLAIN, row.tightest(), INDENT));
        return lines;
    }
}
