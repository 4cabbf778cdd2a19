package loadtest.slo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.measure.PartsRecorder;
import loadtest.measure.Sample;

/**
 * Searches for the highest arrival rate that the target carries: judges each step of a climb once it is over, and from the
 * first broken promise on says that arriving users are to leave. The engine goes on, so that the run comes to its verdicts.
 */
public final class CapacitySearch {
    private final Slos slos;
    private final List<CapacityLevel> levels;
    private final String ceilingBy;
    private final Supplier<OptionalLong> began;
    private final PartsRecorder samples;
    private final Duration grace;
    private volatile int judged; // so many steps, from the lowest on, are over and broke nothing
    private volatile Capacity.Step broken;

    /**
     * @param levels in the order of the climb
     * @param ceilingBy what set the highest of them below the file's, in words; empty where nothing did
     * @param began the load's beginning, in milliseconds since the epoch; empty before its first user
     */
    public CapacitySearch(Slos slos, List<CapacityLevel> levels, String ceilingBy, Supplier<OptionalLong> began) {
        this.slos = slos;
        this.levels = List.copyOf(levels);
        this.ceilingBy = ceilingBy;
        this.began = began;
        this.samples = new PartsRecorder(
                slos.scenario(), levels.stream().map(CapacityLevel::judged).toList(), began);
        this.grace = grace(slos.longestLatency(), levels.get(0).judged().from());
    }

    /** Answers have the time that is promised of them, but no longer than the next step takes to settle. */
    private static Duration grace(Duration promised, Duration settles) {
        return promised.compareTo(settles) < 0 ? promised : settles;
    }

    public void sample(Sample sample) {
        samples.sample(sample);
    }

    /**
     * Whether a step has broken a promise. Judges the steps that are over by then, and whose answers have had the time
     * that is promised of them.
     *
     * @param now milliseconds since the epoch
     */
    public boolean isOver(long now) {
        var beginning = began.get();
        if (broken == null && beginning.isPresent() && isDue(now - beginning.getAsLong())) {
            judge(now - beginning.getAsLong());
        }
        return broken != null;
    }

    private boolean isDue(long millis) {
        var next = judged;
        return next < levels.size()
                && millis >= levels.get(next).judged().to().plus(grace).toMillis();
    }

    private synchronized void judge(long millis) {
        while (broken == null && isDue(millis)) {
            var step = step(judged, false);
            if (step.is(Capacity.StepOutcome.BROKE)) {
                broken = step;
                System.out.println("capacity: " + Wording.perSecond(step.perSecond()) + " broke a promise ("
                        + Wording.broken(step.broke()) + "); users who arrive from now on leave at once");
            } else {
                judged++;
            }
        }
    }

    public Promise promise() {
        return new Promise(PromiseKind.CAPACITY, slos.scenario(), "capacity", Statistic.CAPACITY, null, null);
    }

    /** Whether any step held, which is what a climb is to show. */
    public Verdict verdict(boolean ended) {
        var seen = seen(ended);
        return new Verdict(promise(), seen, seen.samples(), Verdict.decided(seen.held() != null), note(seen));
    }

    private static String note(Capacity seen) {
        var ceiling = seen.brokeAt() == null && seen.held() != null ? seen.ceilingBy() : "";
        return Stream.of(ceiling, seen.notJudged(), seen.neverSent())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /**
     * What has been shown so far. Answers that came after a step was judged count as well; a step that broke a promise
     * then stays broken.
     *
     * @param ended whether the load came to its end; until then only steps that are over count
     */
    public Capacity seen(boolean ended) {
        var over = ended ? levels.size() : broken == null ? judged : judged + 1;
        var steps = new ArrayList<Capacity.Step>();
        var isBroken = false;
        for (int n = 0; n < levels.size(); n++) {
            var step = isBroken || n >= over ? Capacity.Step.notTried(levels.get(n)) : settled(n, ended);
            isBroken |= step.is(Capacity.StepOutcome.BROKE);
            steps.add(step);
        }
        return Capacity.of(steps, ceilingBy);
    }

    private Capacity.Step settled(int level, boolean ended) {
        var step = step(level, ended);
        return broken != null && level == judged && !step.is(Capacity.StepOutcome.BROKE) ? broken : step;
    }

    private Capacity.Step step(int number, boolean ended) {
        var before = number == 0 ? Optional.<StepSamples>empty() : Optional.of(samples(number - 1));
        return new StepJudge(slos, samples(number), before, ended).judged();
    }

    private StepSamples samples(int number) {
        return new StepSamples(levels.get(number), samples.seen(number));
    }
}
