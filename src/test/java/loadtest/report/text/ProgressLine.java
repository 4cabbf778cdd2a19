package loadtest.report.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;

/** Renders a run under way in one line for the console. It keeps the previous count, for the rate of the last interval. */
public final class ProgressLine {
    private final Instant started;
    private final Duration length;
    private Instant before;
    private long countBefore;

    /** @param length how long users are started */
    public ProgressLine(Instant started, Duration length) {
        this.started = started;
        this.length = length;
        this.before = started;
    }

    /** Time elapsed and left, active users, rate since the last line, p95, failures, and the nearest limit. */
    public String of(Summary soFar, Instant now) {
        var elapsed = Duration.between(started, now);
        var left = length.minus(elapsed);
        var parts = new ArrayList<String>();
        parts.add(clock(elapsed) + (left.isNegative() ? ", waiting for answers" : ", " + clock(left) + " left"));
        var users = soFar.traffic().load().started() - soFar.traffic().load().finished();
        parts.add(users + (users == 1 ? " user" : " users"));
        var all = soFar.traffic().overall();
        var seconds = Math.max(0.001, Duration.between(before, now).toMillis() / 1000.0);
        parts.add(String.format(Locale.ROOT, "%.1f requests/s", (all.count() - countBefore) / seconds));
        parts.add("p95 " + all.p95() + " ms");
        parts.add(all.ko() + " failed");
        nearest(soFar).ifPresent(parts::add);
        before = now;
        countBefore = all.count();
        return String.join(" | ", parts);
    }

    /** The promise that has used most of its limit. */
    private static Optional<String> nearest(Summary soFar) {
        return VerdictView.all(soFar.verdicts()).stream()
                .filter(view -> used(view) > 0)
                .max(Comparator.comparingDouble(ProgressLine::used))
                .map(view -> Double.isInfinite(used(view))
                        ? "nearest: " + view.verdict().name() + " has "
                                + view.verdict().actual()
                        : String.format(
                                Locale.ROOT,
                                "nearest: %s at %.0f %% of its limit",
                                view.verdict().name(),
                                used(view)));
    }

    /** The share of the limit in percent; with a limit of 0, any value is infinitely much. */
    private static double used(VerdictView view) {
        var none = view.margin().filter(margin -> margin.usedPercent() == null);
        return none.map(margin -> margin.over() ? Double.POSITIVE_INFINITY : 0).orElseGet(view::used);
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
