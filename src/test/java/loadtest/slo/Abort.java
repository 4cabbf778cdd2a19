package loadtest.slo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import loadtest.record.Sample;
import loadtest.settings.DataFile;

/**
 * When a run is given up before its end, because going on would only hurt the system under test or waste the reader's
 * time. Fed with every sample; asked a few times a second by a user of its own.
 */
public final class Abort {
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final List<AbortCriterion> criteria;
    private volatile Optional<Standing> reached = Optional.empty();

    /**
     * How near one criterion is.
     *
     * @param limit what may not be exceeded, in words
     * @param actual what was seen in the window, in words
     * @param share the actual as a share of the limit; 1 is the limit itself
     * @param reached whether the run is to end
     * @param windowSeconds how far it looks back
     */
    public record Standing(
            String name, String limit, String actual, long samples, double share, boolean reached, long windowSeconds) {

        @Override
        public String toString() {
            return name + " " + actual + " over the last " + windowSeconds + " s, limit " + limit + ", " + samples
                    + " samples";
        }
    }

    private Abort(List<AbortCriterion> criteria) {
        this.criteria = criteria;
    }

    /**
     * Reads the block {@code abort} of a scenario's file; no block, no criteria.
     *
     * @throws loadtest.settings.BadInput for a word or value that is not of the vocabulary, or a request the scenario
     *     does not send
     */
    public static Abort read(DataFile scenario) {
        var data = scenario.child("abort");
        var length = data.duration("window").orElse(WINDOW);
        if (length.toSeconds() < 1 || length.toMillis() % 1000 != 0) {
            throw data.wrong("window", "whole seconds, such as 60 s");
        }
        var known = scenario.child("requests").words();
        var criteria = data.words().stream()
                .filter(word -> !word.equals("window"))
                .map(word -> AbortCriterion.read(word, data.child(word), length))
                .toList();
        for (var name : AbortCriterion.requests(criteria)) {
            if (!known.contains(name)) {
                throw data.wrong(name, "a request of this scenario: " + String.join(", ", known));
            }
        }
        return new Abort(criteria);
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
            reached = standings().stream().filter(Standing::reached).findFirst();
        }
        return reached.isPresent();
    }

    /** The criterion that ended the run, as it stood then. */
    public Optional<Standing> reached() {
        return reached;
    }

    /** How near every criterion is. */
    public List<Standing> standings() {
        var now = System.currentTimeMillis();
        return criteria.stream().map(criterion -> criterion.standing(now)).toList();
    }
}
