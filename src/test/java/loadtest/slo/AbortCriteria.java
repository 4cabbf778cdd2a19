package loadtest.slo;

import java.util.List;
import java.util.Optional;
import loadtest.measure.Sample;

/**
 * When a run is given up before its end, because going on would only hurt the system under test or waste the reader's
 * time. Fed with every sample; asked a few times a second by a user of its own.
 */
public final class AbortCriteria {
    private final List<AbortCriterion> criteria;
    private volatile Optional<AbortStatus> reached = Optional.empty();

    /**
     * How near one criterion is.
     *
     * @param limit what may not be exceeded, in words
     * @param actual what was seen in the window, in words
     * @param share the actual as a share of the limit; 1 is the limit itself
     * @param reached whether the run is to end
     * @param windowSeconds how far it looks back
     */
    public record AbortStatus(
            String name, String limit, String actual, long samples, double share, boolean reached, long windowSeconds) {

        @Override
        public String toString() {
            return name + " " + actual + " over the last " + windowSeconds + " s, limit " + limit + ", " + samples
                    + " samples";
        }
    }

    /** Begins to look; nothing has been seen yet. */
    public AbortCriteria(AbortRules rules) {
        this.criteria = rules.rules().stream().map(AbortCriterion::new).toList();
    }

    /** One sample more. */
    public void sample(Sample sample) {
        criteria.forEach(criterion -> criterion.sample(sample));
    }

    /** What the dispatcher reported of WhatsApp's answers, so many with this code. */
    public void waba(int code, long count) {
        var now = System.currentTimeMillis();
        criteria.forEach(criterion -> criterion.waba(now, code, count));
    }

    /** Whether the run is to end now. Once it is, it stays so. */
    public boolean isReached() {
        if (reached.isEmpty()) {
            reached = standings().stream().filter(AbortStatus::reached).findFirst();
        }
        return reached.isPresent();
    }

    /** The criterion that ended the run, as it stood then. */
    public Optional<AbortStatus> reached() {
        return reached;
    }

    /** How near every criterion is. */
    public List<AbortStatus> standings() {
        var now = System.currentTimeMillis();
        return criteria.stream().map(criterion -> criterion.standing(now)).toList();
    }
}
