package loadtest.slo;

import java.time.Duration;
import java.util.Locale;
import loadtest.measure.Sample;
import loadtest.measure.SlidingWindow;

/**
 * One reason to give a run up before its end: within the window, more than a share of samples is bad, or 95 % of them
 * take longer than a limit. Too few samples decide nothing.
 */
final class AbortCriterion {
    /** Fewer than this prove nothing, as the products' own thresholds have it. */
    private static final long FEWEST_SAMPLES = 100;

    private static final long FEWEST_ERRORS = 5;

    private final AbortRule rule;
    private final SlidingWindow window;

    AbortCriterion(AbortRule rule) {
        this.rule = rule;
        this.window = new SlidingWindow(rule.window().toSeconds());
    }

    void sample(Sample sample) {
        if (rule.request().filter(sample.key()::equals).isPresent()) {
            var bad = rule.codes().isEmpty()
                    ? !sample.ok()
                    : sample.code().filter(rule.codes()::contain).isPresent();
            var ended = sample.start() + sample.millis();
            if (sample.sent()) {
                window.add(ended, bad, sample.millis());
            } else if (rule.p95().isEmpty()) {
                window.add(ended, 1, bad ? 1 : 0); // it has no time
            }
        }
    }

    /** So many things of the dispatcher's with this code. */
    void waba(long now, int code, long count) {
        if (rule.request().isEmpty() && count > 0) {
            window.add(now, count, rule.codes().contain(code) ? count : 0);
        }
    }

    /** How near it is. */
    AbortCriteria.AbortStatus standing(long now) {
        var seen = window.seen(now);
        return rule.p95().map(limit -> latency(seen, limit)).orElseGet(() -> share(seen));
    }

    private AbortCriteria.AbortStatus latency(SlidingWindow.WindowStats seen, Duration limit) {
        var reached = seen.samples() >= FEWEST_SAMPLES && seen.p95() > limit.toMillis();
        var share = (double) seen.p95() / limit.toMillis();
        return standing(reached, limit.toMillis() + " ms", seen.p95() + " ms", seen.samples(), share);
    }

    private AbortCriteria.AbortStatus share(SlidingWindow.WindowStats seen) {
        var percent = seen.samples() == 0 ? 0 : 100.0 * seen.bad() / seen.samples();
        var reached = seen.samples() >= FEWEST_SAMPLES
                && seen.bad() >= FEWEST_ERRORS
                && percent > rule.over().value();
        var actual = String.format(Locale.ROOT, "%.2f %% (%d of %d)", percent, seen.bad(), seen.samples());
        var share = rule.over().value() > 0
                ? percent / rule.over().value()
                : Math.min(1, percent); // of 0 % there are no shares
        return standing(reached, Limit.number(rule.over().value()) + " %", actual, seen.samples(), share);
    }

    private AbortCriteria.AbortStatus standing(boolean reached, String limit, String actual, long samples, double share) {
        return new AbortCriteria.AbortStatus(
                rule.name(),
                limit,
                actual,
                samples,
                share,
                reached,
                rule.window().toSeconds());
    }
}
