package loadtest.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import loadtest.settings.DataFile;

/**
 * What the file says of a profile beside its load.
 *
 * @param slowsDown whether fewer users arrive where the accounts given cannot carry them all
 * @param gatesLatency whether latency SLOs decide the verdict; otherwise they are for information, since a cold minute on
 *     a laptop is noise
 * @param anyLength whether a setting may make it longer or shorter
 * @param judgesDrift whether its last quarter is compared with its first
 * @param settles the time at the beginning of each step of a climb that is not judged; empty for other loads
 */
record ProfileRules(
        boolean slowsDown, boolean gatesLatency, boolean anyLength, boolean judgesDrift, Optional<Duration> settles) {
    /** The words that a climb does not have: it prints latency, ends by itself, and has its own way to lessen its load. */
    private static final String[] NOT_OF_A_CLIMB = {
        "targets", "slows-down", "gates-latency", "any-length", "judges-drift"
    };

    static ProfileRules read(DataFile data, List<Step> steps) {
        var settles = data.duration("settles");
        if (data.list("open").stream()
                .anyMatch(sentence -> !Step.climb(sentence).isEmpty())) {
            return ofAClimb(data, settles, steps.get(0).length());
        }
        if (settles.isPresent()) {
            throw data.wrong("settles", "nothing: only the steps of a climb settle");
        }
        for (var word : new String[] {"any-length", "judges-drift"}) {
            if (data.flag(word) && Step.length(steps).isZero()) {
                throw data.wrong(word, "false: users who all start at once are a load without a length");
            }
        }
        return new ProfileRules(
                data.flag("slows-down"),
                !data.has("gates-latency") || data.flag("gates-latency"),
                data.flag("any-length"),
                data.flag("judges-drift"),
                Optional.empty());
    }

    private static ProfileRules ofAClimb(DataFile data, Optional<Duration> settles, Duration hold) {
        for (var word : NOT_OF_A_CLIMB) {
            if (data.has(word)) {
                throw data.wrong(word, "nothing beside a climb");
            }
        }
        if (settles.filter(time -> time.compareTo(hold) < 0).isEmpty()) {
            throw data.wrong("settles", "the time of each step that is not judged, shorter than the step");
        }
        return new ProfileRules(false, false, false, false, settles);
    }
}
