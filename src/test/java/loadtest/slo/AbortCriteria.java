package loadtest.slo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.RequestKey;
import loadtest.measure.Sample;
import loadtest.measure.Throttle;

/**
 * Decides whether a run is aborted, because going on would only hurt the system under test or waste the reader's time.
 * It receives every sample, and {@link AbortUser} asks it four times a second.
 */
public final class AbortCriteria {
    private final String group;
    private final LongSupplier clock;
    private final List<Criterion> criteria;
    private final List<BacklogCriterion> backlog;
    private volatile Optional<AbortStatus> reached = Optional.empty();

    /**
     * How near one criterion is to its limit.
     *
     * @param limit the highest value that is allowed, in words
     * @param actual the value in the window, in words
     * @param share the value divided by the limit; 1 is the limit itself
     * @param reached whether the criterion aborts the run
     * @param windowSeconds length of the window
     */
    public record AbortStatus(
            String name, String limit, String actual, long samples, double share, boolean reached, long windowSeconds) {

        private AbortStatus within(String group) {
            return new AbortStatus(RequestKey.path(group, name), limit, actual, samples, share, reached, windowSeconds);
        }

        @Override
        public String toString() {
            return name + " " + actual + " over the last " + windowSeconds + " s, limit " + limit + ", " + samples
                    + " samples";
        }
    }

    /** The criteria of a scenario without a dispatcher. */
    public AbortCriteria(AbortRules rules) {
        this(rules, Throttle.NONE);
    }

    /** @param throttle what this machine asks the dispatcher to keep to */
    public AbortCriteria(AbortRules rules, Throttle throttle) {
        this("", rules, throttle, System::currentTimeMillis);
    }

    /**
     * @param group of the report that the requests run in, and in which every criterion is named; empty for none
     * @param clock tells the time of a load that is replayed, in milliseconds since the epoch
     */
    public AbortCriteria(String group, AbortRules rules, Throttle throttle, LongSupplier clock) {
        this.group = group;
        this.clock = clock;
        this.backlog = rules.backlog().stream()
                .map(rule -> new BacklogCriterion(rule, throttle))
                .toList();
        this.criteria = Stream.<Criterion>concat(rules.rules().stream().map(AbortCriterion::new), backlog.stream())
                .toList();
    }

    public void sample(Sample sample) {
        criteria.forEach(criterion -> criterion.sample(sample));
    }

    /** Adds an answer of the dispatcher. */
    public void answered(DispatcherAnswer answer) {
        var now = clock.getAsLong();
        criteria.forEach(criterion -> criterion.answered(now, answer));
    }

    /** What the criteria on the backlog promise, each with what judges it when the load has ended. */
    public Map<Promise, Supplier<Verdict>> promises() {
        return backlog.stream()
                .collect(Collectors.toMap(
                        BacklogCriterion::promise, criterion -> () -> criterion.verdict(clock.getAsLong())));
    }

    /** Whether the run is to end now. Once true, this stays true. */
    public boolean isReached() {
        if (reached.isEmpty()) {
            reached = statuses().stream().filter(AbortStatus::reached).findFirst();
        }
        return reached.isPresent();
    }

    /** The criterion that ended the run, with its values of that moment. */
    public Optional<AbortStatus> reached() {
        return reached;
    }

    /** How near every criterion is to its limit. */
    public List<AbortStatus> statuses() {
        var now = clock.getAsLong();
        return criteria.stream()
                .map(criterion -> criterion.status(now).within(group))
                .toList();
    }
}
