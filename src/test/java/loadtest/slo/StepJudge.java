package loadtest.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.measure.RequestKey;
import loadtest.measure.Stats;
import loadtest.measure.StatusCounts;

/**
 * Judges one step of a climb.
 *
 * @param before the step before, at a lower rate; empty for the first
 * @param ended whether the load has ended, so that no answer is outstanding
 */
record StepJudge(Slos slos, StepSamples step, Optional<StepSamples> before, boolean ended) {
    /** A request with fewer samples shows nothing good: fewer than five lie above the 95th percentile. */
    static final int FEWEST_SAMPLES = 100;

    /** Of one more than those, one failure keeps a promise of less than 1 %. */
    private static final int LACKING_UP_TO = FEWEST_SAMPLES + 1;

    Capacity.Step judged() {
        var level = step.level();
        var figures = slos.requests().stream().flatMap(this::figures).toList();
        var broke = broken();
        var holds = figures.stream().anyMatch(Capacity.StepFigures::judged)
                && slos.requests().stream().noneMatch(this::isUnknown);
        var outcome = !broke.isEmpty()
                ? Capacity.StepOutcome.BROKE
                : holds ? Capacity.StepOutcome.HELD : Capacity.StepOutcome.NOT_JUDGED;
        return new Capacity.Step(level.perSecond(), level.users(), outcome, broke, figures);
    }

    private Stream<Capacity.StepFigures> figures(RequestSlo slo) {
        return step
                .of(slo.request())
                .map(StepJudge::figures)
                .or(() -> slo.whenNeeded() ? Optional.empty() : Optional.of(none(slo)))
                .stream();
    }

    private static Capacity.StepFigures none(RequestSlo slo) {
        return new Capacity.StepFigures(slo.request().path(), 0, 0, 0, false);
    }

    private static Capacity.StepFigures figures(Stats stats) {
        var failed = stats.count() == 0 ? 0 : 100.0 * stats.ko() / stats.count();
        return new Capacity.StepFigures(
                stats.name(), stats.count(), stats.percentile(95), failed, isEnough(stats.count()));
    }

    /** Nobody sent it, nor in the step before: it is not known whether the target carries it. */
    private boolean isUnknown(RequestSlo slo) {
        return !slo.whenNeeded()
                && step.count(slo.request()) == 0
                && before.map(lower -> lower.count(slo.request())).orElse(0L) == 0;
    }

    private List<Verdict> broken() {
        var all = new ArrayList<Verdict>();
        for (var slo : slos.requests()) {
            step.of(slo.request()).ifPresent(stats -> all.addAll(certain(slo, stats)));
            missing(slo).ifPresent(all::add);
        }
        var answers = StatusCounts.of(step.seen().values());
        slos.budgets().stream()
                .filter(budget -> budget.source() == Source.HTTP)
                .filter(budget -> budget.judge(answers.atBest(LACKING_UP_TO)).missed())
                .map(budget -> budget.judge(answers))
                .forEach(all::add);
        slos.throughput().stream()
                .flatMap(slo -> slo.broken(step.level().users(), step.seen().get(slo.request())).stream())
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** What is broken also if every sample that is lacking were a good one, or since all that are there failed. */
    private static List<Verdict> certain(RequestSlo slo, Stats seen) {
        var certain = slo.broken(seen.atBest(LACKING_UP_TO)).stream()
                .map(Verdict::promise)
                .toList();
        return slo.broken(seen).stream()
                .filter(missed -> certain.contains(missed.promise())
                        || missed.promise().statistic() == Statistic.FAILED && seen.ok() == 0)
                .toList();
    }

    /** Too few of them, by how many users sent it in the step before; a throughput promised says so itself. */
    private Optional<Verdict> missing(RequestSlo slo) {
        var seen = step.count(slo.request());
        return before.filter(lower -> !slo.whenNeeded() && isAnswered(slo) && !hasThroughput(slo))
                .map(lower -> expected(slo.request(), lower))
                .filter(expected -> Fewer.than(expected, seen))
                .map(expected -> slo.fewer(Fewer.least(expected), seen));
    }

    /** An answer without a limit may still come. */
    private boolean isAnswered(RequestSlo slo) {
        return ended || slo.p95().isPresent();
    }

    private boolean hasThroughput(RequestSlo slo) {
        return slos.throughput().stream()
                .anyMatch(promised ->
                        promised.atLeast().percent() && promised.request().equals(slo.request()));
    }

    private double expected(RequestKey request, StepSamples lower) {
        return (double) lower.count(request)
                * step.level().users()
                / Math.max(1, lower.level().users());
    }

    private static boolean isEnough(long samples) {
        return samples >= FEWEST_SAMPLES;
    }
}
