package loadtest.slo;

import java.util.Locale;
import loadtest.measure.Backlog;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.Sample;
import loadtest.measure.Throttle;

/**
 * Aborts a run whose dispatcher needs longer than its limit for the targets that wait. It decides only where the throttle
 * lets the dispatcher work off the whole list within the limit: otherwise the backlog is what the throttle asks for.
 */
final class BacklogCriterion implements Criterion {
    private final BacklogRule rule;
    private final Throttle throttle;
    private final Backlog backlog;

    BacklogCriterion(BacklogRule rule, Throttle throttle) {
        this.rule = rule;
        this.throttle = throttle;
        this.backlog = new Backlog(throttle, rule.window());
    }

    @Override
    public void sample(Sample sample) {}

    @Override
    public void answered(long now, DispatcherAnswer answer) {
        backlog.answered(now, answer);
    }

    @Override
    public AbortCriteria.AbortStatus status(long now) {
        var waiting = backlog.seen(now);
        var why = undecided(waiting);
        var verdict = verdict(waiting, why);
        return new AbortCriteria.AbortStatus(
                rule.name(),
                Limit.number(rule.limit().value()) + " min",
                verdict.actual() + (why.isEmpty() ? "" : ", " + why),
                waiting.batches(),
                waiting.minutes() / rule.limit().value(),
                verdict.missed(),
                rule.window().toSeconds());
    }

    Promise promise() {
        return rule.promise();
    }

    /** Judges the backlog of this moment. */
    Verdict verdict(long now) {
        var waiting = backlog.seen(now);
        return verdict(waiting, undecided(waiting));
    }

    private Verdict verdict(Backlog.Waiting waiting, String undecided) {
        var met = rule.limit().allows(waiting.minutes());
        return new Verdict(
                promise(),
                new Observation.Measured(waiting.minutes(), waiting.targets()),
                waiting.batches(),
                undecided.isEmpty() ? Verdict.decided(met) : VerdictOutcome.PRINTED,
                undecided);
    }

    private String undecided(Backlog.Waiting waiting) {
        if (throttle.minutes() > rule.limit().value()) {
            return String.format(
                    Locale.ROOT,
                    "not judged: the throttle of %.0f targets a minute takes %.1f min for all %.0f",
                    throttle.perMinute(),
                    throttle.minutes(),
                    throttle.targets());
        }
        return waiting.batches() < Backlog.FEWEST_BATCHES ? "few samples" : "";
    }
}
