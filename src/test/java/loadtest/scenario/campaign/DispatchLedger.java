package loadtest.scenario.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loadtest.audit.Violations;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.DispatcherReport;
import loadtest.measure.SentRequest;
import loadtest.measure.StatusCounts;
import loadtest.scenario.campaign.DispatchRecord.Counts;
import loadtest.slo.Finding;

/** Records how the dispatcher answered every batch of a campaign. Every sender writes to it. */
public final class DispatchLedger implements DispatcherReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> tried = new HashSet<>();
    private final Map<String, Integer> accepted = new HashMap<>();
    private final Set<String> messages = new HashSet<>();
    private final Set<String> sentAgain = new TreeSet<>();
    private final Violations remarks = new Violations();
    private final Rejections rejections = new Rejections();
    private Counts counts = Counts.NONE;
    private boolean cutOff;

    /**
     * Records an answer; one that is no success, or no JSON, dispatched nothing.
     *
     * @param batchReference the same for every attempt of a batch
     * @param targets number of targets in the batch
     * @param status HTTP status
     * @return what this one says
     */
    public synchronized DispatcherAnswer answered(String batchReference, int targets, int status, String body) {
        var answer = parse(body);
        tried.add(batchReference);
        var taken = answer.path("waba").path("accepted").asLong();
        var limited = answer.path("waba").path("rateLimited").asLong();
        counts = counts.and(Counts.waba(taken, limited));
        var takenOver = status / 100 == 2;
        if (takenOver) {
            accepted.merge(batchReference, 1, Integer::sum);
            counts = counts.and(Counts.targets(
                    answer.path("accepted").asLong(), answer.path("throttled").asLong()));
            rejections.add(answer.path("rejected"));
            check(targets, answer);
        }
        return new DispatcherAnswer(
                batchReference,
                takenOver,
                takenOver ? within(answer.path("accepted"), targets) : 0,
                takenOver ? within(answer.path("throttled"), targets) : 0,
                waba(taken, limited));
    }

    /** What is more than the batch holds is marked, and counts as the whole batch. */
    private static long within(JsonNode count, int targets) {
        return Math.max(0, Math.min(targets, count.asLong()));
    }

    @Override
    public synchronized Map<String, Long> rejected() {
        return rejections.byReason();
    }

    @Override
    public synchronized long answered() {
        return takenOver() + rejections.all();
    }

    private void message(String id) {
        if (!messages.add(id)) {
            counts = counts.and(Counts.SAME_MESSAGE);
        }
    }

    /** @param lacking answers that the response log lacks */
    synchronized DispatchRecord recorded(long lacking) {
        return new DispatchRecord(
                Set.copyOf(tried),
                Map.copyOf(accepted),
                Set.copyOf(messages),
                Set.copyOf(sentAgain),
                new DispatchRecord.Told(remarks.byKind(), rejections.byReason()),
                counts,
                cutOff,
                lacking);
    }

    /** Adds what another machine has recorded. */
    synchronized void add(DispatchRecord other) {
        tried.addAll(other.tried());
        other.accepted().forEach((batch, times) -> accepted.merge(batch, times, Integer::sum));
        other.messages().forEach(this::message);
        sentAgain.addAll(other.sentAgain());
        remarks.add(other.told().remarks());
        rejections.add(other.told().rejected());
        counts = counts.and(other.counts());
        cutOff |= other.cutOff();
    }

    /** Marks an answer that reports more targets than the batch has. */
    private void check(int targets, JsonNode answer) {
        var taken = answer.path("accepted").asLong() + answer.path("throttled").asLong();
        var ids = answer.path("waba").path("messageIds");
        var sentTo = Math.max(answer.path("waba").path("accepted").asLong(), ids.size());
        if (Math.max(taken + answer.path("rejected").size(), sentTo) > targets) {
            counts = counts.and(Counts.OVERFULL);
        }
        ids.forEach(id -> message(id.asText()));
    }

    /** The ids of all messages that the dispatcher reported as sent; empty where it names none. */
    public synchronized Set<String> messages() {
        return Set.copyOf(messages);
    }

    /** Records that the engine sent a batch again by itself. */
    public synchronized void sentAgain(String batchReference) {
        sentAgain.add(batchReference);
    }

    /** Finds targets that the answers report as sent twice; names the batches that the engine sent again by itself. */
    public synchronized Finding noTargetTwice() {
        var twice = accepted.values().stream().filter(times -> times > 1).count();
        var actual = twice + " batches taken twice, " + counts.overfull() + " with more sent than asked, "
                + counts.sameMessages()
                + " message ids answered twice";
        var repeats = new Violations();
        sentAgain.forEach(batch -> repeats.add("batches " + SentRequest.SENT_AGAIN, batch));
        return Finding.of(
                !accepted.isEmpty() && twice + counts.overfull() + counts.sameMessages() == 0,
                actual + repeats.listed(),
                accepted.size());
    }

    @Override
    public synchronized StatusCounts waba() {
        return waba(counts.wabaAccepted(), counts.wabaRateLimited());
    }

    private static StatusCounts waba(long taken, long limited) {
        return new StatusCounts(new TreeMap<>(Map.of(OK, taken, RATE_LIMITED, limited)), taken + limited);
    }

    @Override
    public synchronized long notTaken() {
        return tried.size() - accepted.size();
    }

    /** Finds whether the dispatcher took over each of so many targets exactly once. */
    public synchronized Finding everyTargetOnce(long targets) {
        var rejected = rejections.all();
        var twice = accepted.values().stream().filter(times -> times > 1).count();
        var actual = (twice == 0 ? "" : twice + " batches taken twice; ")
                + (takenOver() >= targets ? "" : targets - takenOver() + " of " + targets + " not taken over; ")
                + takenOver() + " of " + targets + " taken over (" + counts.sent() + " sent, " + counts.throttled()
                + " waiting for the throttle), " + rejected + " rejected" + remarks.listed();
        return cutOff && rejected == 0 && twice == 0
                ? Finding.notAudited("the run was cut off; " + actual)
                : Finding.of(takenOver() == targets && rejected == 0 && twice == 0, actual, targets);
    }

    /**
     * Adds to {@link #everyTargetOnce} what became of a batch that the dispatcher told to wait.
     *
     * @param what as it reads after a number
     */
    public synchronized void remark(String what, String batchReference) {
        remarks.add(what, batchReference);
    }

    /** Number of targets that the dispatcher reported as taken over. */
    public synchronized long takenOver() {
        return counts.sent() + counts.throttled();
    }

    /** The run ended before its list, so the rest was not meant to be dispatched. */
    public synchronized void cutOff() {
        cutOff = true;
    }

    public synchronized boolean isCutOff() {
        return cutOff;
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
