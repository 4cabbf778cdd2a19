package loadtest.slo;

import java.util.List;
import java.util.Optional;
import loadtest.measure.Sample;

/**
 * Decides whether a run is aborted, because going on would only hurt the system under test or waste the reader's time.
 * It receives every sample, and {@link AbortUser} asks it four times a second.
 */
public final class AbortCriteria {
    private final List<AbortCriterion> criteria;
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

        @Override
        public String toString() {
            return name + " " + actual + " over the last " + windowSeconds + " s, limit " + limit + ", " + samples
                    + " samples";
        }
    }

    public AbortCriteria(AbortRules rules) {
        this.criteria = rules.rules().stream().map(AbortCriterion::new).toList();
    }

    public void sample(Sample sample) {
        criteria.forEach(criterion -> criterion.sample(sample));
    }

    /** Adds answers of WhatsApp's with one status code, as the dispatcher reports them. */
    public void waba(int code, long count) {
        var now = System.currentTimeMillis();
        criteria.forEach(criterion -> criterion.waba(now, code, count));
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
        var now = System.currentTimeMillis();
        return criteria.stream().map(criterion -> criterion.status(now)).toList();
    }
}
