package loadtest.report.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loadtest.report.summary.Summary;
import loadtest.report.summary.TimeWords;
import loadtest.report.summary.VerdictView;
import loadtest.report.text.Terminal.Mark;

/** Renders a run under way for the console. It keeps the previous count, for the rate of the last interval. */
public final class ProgressLine {
    private static final int BAR = 20;
    private static final int INDENT = 5;
    /** Percent of its limit that a promise has used to be worth a word. */
    private static final double NEAR = 50;

    private final Instant started;
    private final Duration length;
    private final Terminal terminal;
    private Instant before;
    private long countBefore;

    /**
     * @param started when the load begins, which may be ahead
     * @param length how long users are started
     */
    public ProgressLine(Instant started, Duration length, Terminal terminal) {
        this.started = started;
        this.length = length;
        this.terminal = terminal;
        this.before = started;
    }

    /** Time elapsed and left, active users, rate since the last line, p95, failures, and what is broken or near to it. */
    public List<String> of(Summary soFar, Instant now) {
        var elapsed = now.isBefore(started) ? Duration.ZERO : Duration.between(started, now);
        var left = length.minus(elapsed);
        var users = soFar.traffic().load().started() - soFar.traffic().load().finished();
        var all = soFar.traffic().overall();
        var seconds = Math.max(0.001, Duration.between(before, now).toMillis() / 1000.0);
        var rest = List.of(
                left.isNegative() ? "waiting for answers" : TimeWords.clock(left) + " left",
                "  " + users + (users == 1 ? " user" : " users"),
                String.format(Locale.ROOT, "%.1f req/s", (all.count() - countBefore) / seconds),
                "p95 " + all.p95() + " ms",
                all.ko() + " failed");
        before = now;
        countBefore = all.count();
        var done = length.isZero() ? 1 : Math.min(1, elapsed.toMillis() / (double) length.toMillis());
        var words = String.join("  ", rest);
        var room = Math.min(BAR, terminal.width() - TimeWords.clock(elapsed).length() - words.length() - 4);
        var line = TimeWords.clock(elapsed) + " " + (room > 2 ? terminal.bar(done, room) + " " : "") + words;
        var lines = new ArrayList<>(room > 2 ? List.of(line) : terminal.wrapped(Tone.PLAIN, line, 0));
        broken(soFar).or(() -> nearest(soFar)).ifPresent(lines::addAll);
        return lines;
    }

    /** What is broken by now, the worst by name. */
    private Optional<List<String>> broken(Summary soFar) {
        var views = VerdictView.all(soFar.verdicts());
        var broken = views.stream().filter(view -> view.verdict().missed()).count();
        return VerdictView.worst(views)
                .map(worst -> terminal.wrapped(
                        Tone.BAD,
                        terminal.symbol(Mark.BROKEN) + " " + broken + " broken by now: " + worst.figures(),
                        INDENT));
    }

    /** The promise that has used most of its limit and is not broken. */
    private Optional<List<String>> nearest(Summary soFar) {
        return VerdictView.all(soFar.verdicts()).stream()
                .filter(view -> view.used() >= NEAR && !view.over())
                .max(Comparator.comparingDouble(VerdictView::used))
                .map(view -> String.format(
                        Locale.ROOT,
                        "nearest: %s at %.0f %% of its limit",
                        view.verdict().name(),
                        view.used()))
                .map(words -> terminal.wrapped(Tone.QUIET, words, INDENT));
    }
}
