package loadtest.slo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.settings.DataFile;

/**
 * How far the target may change from the first quarter of a load to the last. What has no limit is not judged.
 *
 * @param p95 how much longer the 95th percentile of a request may be, in percent of what it was
 * @param p95From a difference below this is none, whatever its percentage: a few milliseconds are noise
 * @param failed how much larger a request's share of failed samples may be, in percentage points
 * @param memory how much less memory may be available, in percent of what there was
 * @param connections how many more connections the database may have: a count, or percent of what there were
 */
public record DriftLimits(
        Optional<Limit> p95,
        Duration p95From,
        Optional<Limit> failed,
        Optional<Limit> memory,
        Optional<Limit> connections) {

    /**
     * Reads the block {@code drift} of a scenario's file.
     *
     * @param file the whole scenario file
     * @return empty where there is no such block
     * @throws loadtest.settings.BadInput for a word or value that is not of the vocabulary, and for a block without any limit
     */
    public static Optional<DriftLimits> read(DataFile file) {
        if (!file.has("drift")) {
            return Optional.empty();
        }
        var data = file.child("drift").only("p95", "p95-from", "failed", "memory", "connections");
        var limits = new DriftLimits(
                share(data, "p95"),
                Limit.latency(data, "p95-from").orElse(Duration.ZERO),
                share(data, "failed"),
                share(data, "memory"),
                limit(data, "connections"));
        if (limits.isEmpty()) {
            throw file.wrong("drift", "a limit at least, such as drift { p95 = \"50 %\" }");
        }
        return Optional.of(limits);
    }

    /** One for each limit. */
    List<Promise> promises(String scenario) {
        return Stream.of(
                        promise(scenario, "drift of p95", Statistic.P95_RISE, p95),
                        promise(scenario, "drift of failures", Statistic.FAILED_RISE, failed),
                        promise(scenario, "drift of memory", Statistic.MEMORY_FALL, memory),
                        promise(scenario, "drift of connections", Statistic.CONNECTIONS_RISE, connections))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Promise> promise(String scenario, String subject, Statistic what, Optional<Limit> limit) {
        return limit.map(found -> new Promise(PromiseKind.DRIFT, scenario, subject, what, found, null));
    }

    /** The promises, a line each. */
    public List<String> describe() {
        return promises("").stream()
                .map(promise -> Wording.name(promise) + " " + Wording.limit(promise)
                        + (promise.statistic() == Statistic.P95_RISE && !p95From.isZero()
                                ? ", from " + p95From.toMillis() + " ms on"
                                : ""))
                .toList();
    }

    private boolean isEmpty() {
        return promises("").isEmpty();
    }

    private static Optional<Limit> share(DataFile data, String word) {
        var limit = limit(data, word);
        if (limit.filter(found -> !found.percent()).isPresent()) {
            throw data.wrong(word, "a share such as \"50 %\"");
        }
        return limit;
    }

    private static Optional<Limit> limit(DataFile data, String word) {
        return data.has(word) ? Optional.of(Limit.read(data, word)) : Optional.empty();
    }
}
