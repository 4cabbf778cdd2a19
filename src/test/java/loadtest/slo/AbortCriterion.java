package loadtest.slo;

import java.time.Duration;
import java.util.Locale;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.Sample;
import loadtest.measure.SlidingWindow;

/**
 * One reason to abort a run: within the window, the share of bad samples or the 95th percentile is over its limit. Too
 * few samples decide nothing.
 */
final class AbortCriterion implements Criterion {
    /** Fewer samples than this prove nothing; the products' own thresholds use the same number. */
    private static final long FEWEST_SAMPLES = 100;

    private static final long FEWEST_ERRORS = 5;

    private final AbortRule rule;
    private final SlidingWindow window;

    AbortCriterion(AbortRule rule) {
        this.rule = rule;
        this.window = new SlidingWindow(rule.window().toSeconds());
    }

    @Override
    public void sample(Sample sample) {
        if (rule.request().filter(sample.key()::equals).isPresent()) {
            var bad = rule.codes().isEmpty()
                    ? !sample.ok()
                    : sample.code().filter(rule.codes()::contain).isPresent();
            var ended = sample.end();
            if (sample.sent()) {
                window.add(ended, bad, sample.millis());
            } else if (rule.p95().isEmpty()) {
                window.add(ended, 1, bad ? 1 : 0); // it has no response time
            }
        }
    }

    @Override
    public void answered(long now, DispatcherAnswer answer) {
        if (rule.request().isEmpty()) {
            answer.waba().codes().forEach((code, count) -> waba(now, code, count));
        }
    }

    private void waba(long now, int code, long count) {
        if (count > 0) {
            window.add(now, count, rule.codes().contain(code) ? count : 0);
        }
    }

    @Override
    public AbortCriteria.AbortStatus status(long now) {
        var seen = window.seen(now);
        return rule.p95().map(limit -> latency(seen, limit)).orElseGet(() -> share(seen));
    }

    private AbortCriteria.AbortStatus latency(SlidingWindow.WindowStats seen, Duration limit) {
        var reached = seen.samples() >= FEWEST_SAMPLES && seen.p95() > limit.toMillis();
        var share = (double) seen.p95() / limit.toMillis();
        return status(reached, limit.toMillis() + " ms", seen.p95() + " ms", seen.samples(), share);
    }

    private AbortCriteria.AbortStatus share(SlidingWindow.WindowStats seen) {
        var percent = seen.samples() == 0 ? 0 : 100.0 * seen.bad() / seen.samples();
        var reached = seen.samples() >= FEWEST_SAMPLES
                && seen.bad() >= FEWEST_ERRORS
                && percent > rule.over().value();
        var actual = String.format(Locale.ROOT, "%.2f %% (%d of %d)", percent, seen.bad(), seen.samples());
        var share = rule.over().value() > 0
                ? percent / rule.over().value()
                : Math.min(1, percent); // a limit of 0 % cannot be divided by
        return status(reached, Limit.number(rule.over().value()) + " %", actual, seen.samples(), share);
    }

    private AbortCriteria.AbortStatus status(boolean reached, String limit, String actual, long samples, double share) {
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
