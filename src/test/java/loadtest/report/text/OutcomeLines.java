package loadtest.report.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.Summary;
import loadtest.report.text.Terminal.Mark;

/** How a run ended, for the console: its outcome, the reasons that no verdict gives, and its page. */
public final class OutcomeLines {
    private static final int INDENT = 2;

    private OutcomeLines() {}

    /** @param page of the run; empty where there is none */
    public static List<String> of(Summary summary, Optional<Path> page, Terminal terminal) {
        var succeeded = summary.result().succeeded();
        var lines = new ArrayList<String>();
        lines.addAll(terminal.marked(
                succeeded ? Mark.KEPT : Mark.BROKEN,
                succeeded ? Tone.GOOD : Tone.BAD,
                summary.outcomeInWords() + ": " + summary.identity().scenario() + ", "
                        + summary.identity().profile() + terminal.between()
                        + Explanation.of(summary).headline()));
        summary.result().otherReasons().forEach(reason -> lines.addAll(terminal.wrapped(Tone.PLAIN, reason, INDENT)));
        page.ifPresent(file -> lines.add(" ".repeat(INDENT) + ShownPath.of(file, terminal.width() - INDENT)));
        return lines;
    }
}
