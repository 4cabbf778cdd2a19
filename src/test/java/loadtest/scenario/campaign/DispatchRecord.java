package loadtest.scenario.campaign;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The content of a {@link DispatchLedger}.
 *
 * @param tried batches that were sent
 * @param accepted how often each batch was taken over
 * @param messages ids that the dispatcher answered
 * @param sentAgain batches that the engine sent again by itself
 * @param cutOff whether the load ended before its list
 * @param lacking answers that the response log lacks
 */
public record DispatchRecord(
        Set<String> tried,
        Map<String, Integer> accepted,
        Set<String> messages,
        Set<String> sentAgain,
        Told told,
        Counts counts,
        boolean cutOff,
        long lacking) {

    /**
     * What is told of batches and targets.
     *
     * @param remarks batches by what became of them
     * @param rejected targets by reason
     */
    public record Told(Map<String, List<String>> remarks, Map<String, Long> rejected) {}

    /**
     * What was counted.
     *
     * @param sameMessages message ids that were answered more than once
     * @param overfull batches of which more was reported than they hold
     * @param sent targets
     * @param throttled targets
     */
    public record Counts(
            long sameMessages, long overfull, long sent, long throttled, long wabaAccepted, long wabaRateLimited) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
        static final Counts SAME_MESSAGE = new Counts(1, 0, 0, 0, 0, 0);
        static final Counts OVERFULL = new Counts(0, 1, 0, 0, 0, 0);

        static Counts targets(long sent, long throttled) {
            return new Counts(0, 0, sent, throttled, 0, 0);
        }

        static Counts waba(long accepted, long rateLimited) {
            return new Counts(0, 0, 0, 0, accepted, rateLimited);
        }

        Counts and(Counts more) {
            return new Counts(
                    sameMessages + more.sameMessages,
                    overfull + more.overfull,
                    sent + more.sent,
                    throttled + more.throttled,
                    wabaAccepted + more.wabaAccepted,
                    wabaRateLimited + more.wabaRateLimited);
        }
    }
}
