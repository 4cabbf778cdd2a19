package loadtest.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of every batch of a campaign, as the dispatcher answered it. Written by every sender. */
public final class DispatchLedger {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Codes of {@link #waba()}: the dispatcher counts what WhatsApp took and what it throttled. */
    public static final int OK = 200;

    public static final int RATE_LIMITED = 429;

    private final Set<String> tried = new HashSet<>();
    private final Map<String, Integer> accepted = new HashMap<>();
    private long sent;
    private long throttled;
    private long rejected;
    private long wabaAccepted;
    private long wabaRateLimited;

    /**
     * Notes an answer; one that is not a success, or not JSON, dispatched nothing.
     *
     * @param batchReference the same for every try of a batch
     * @param status HTTP status
     */
    public synchronized void answered(String batchReference, int status, String body) {
        var answer = parse(body);
        tried.add(batchReference);
        wabaAccepted += answer.path("waba").path("accepted").asLong();
        wabaRateLimited += answer.path("waba").path("rateLimited").asLong();
        if (status / 100 == 2) {
            accepted.merge(batchReference, 1, Integer::sum);
            sent += answer.path("accepted").asLong();
            throttled += answer.path("throttled").asLong();
            rejected += answer.path("rejected").size();
        }
    }

    /** What the dispatcher reported of WhatsApp's answers. */
    public synchronized Tally waba() {
        return new Tally(
                new TreeMap<>(Map.of(OK, wabaAccepted, RATE_LIMITED, wabaRateLimited)), wabaAccepted + wabaRateLimited);
    }

    /** How many batches were offered, once or again, and never taken. */
    public synchronized long notTaken() {
        return tried.size() - accepted.size();
    }

    /** Whether every one of so many targets was taken over by the dispatcher, in one batch and once. */
    public synchronized Finding everyTargetOnce(long targets) {
        var twice = accepted.values().stream().filter(times -> times > 1).count();
        var dispatched = sent + throttled;
        var actual = dispatched + " of " + targets + " taken over (" + sent + " sent, " + throttled
                + " waiting for the throttle), " + rejected + " rejected"
                + (twice == 0 ? "" : ", " + twice + " batches taken twice");
        return Finding.of(dispatched == targets && rejected == 0 && twice == 0, actual, targets);
    }

    static JsonNode parse(String body) {
        try {
            var tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
