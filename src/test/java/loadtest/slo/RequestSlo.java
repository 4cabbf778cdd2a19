package loadtest.slo;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.measure.Expectation;
import loadtest.measure.RequestKey;
import loadtest.measure.Stats;
import loadtest.settings.DataFile;

/**
 * What one request of a scenario promises. The latency of a request without latency limits is for information only.
 *
 * @param p95 the 95th percentile of all samples is below this
 * @param failed the limit on the share of failed samples
 * @param sentAgain the limit on those that the engine sends again by itself, as the file has it
 * @param reads whether it is known to change nothing at the target; without a limit, those sent again are then for information
 *     only, and else none may be
 * @param whenNeeded whether users send it only when they need it, so that nothing follows from its absence
 */
record RequestSlo(
        RequestKey request,
        Optional<Duration> p95,
        Optional<Duration> mean,
        Limit failed,
        Optional<Limit> sentAgain,
        boolean reads,
        boolean whenNeeded) {

    private static final String SENT_AGAIN =
            "the engine sent them again by itself: a connection in use broke before the whole answer";

    static RequestSlo read(RequestKey request, DataFile data, Limit failed) {
        data.only("p95", "mean", "sent-again", "when-needed");
        return new RequestSlo(
                request,
                Limit.latency(data, "p95"),
                Limit.latency(data, "mean"),
                failed,
                data.has("sent-again") ? Optional.of(Limit.read(data, "sent-again")) : Optional.empty(),
                false,
                data.flag("when-needed"));
    }

    /** The same of a request that changes nothing. */
    RequestSlo reading() {
        return new RequestSlo(request, p95, mean, failed, sentAgain, true, whenNeeded);
    }

    /** The same of the request in the group of its scenario. */
    RequestSlo grouped() {
        return new RequestSlo(request.grouped(), p95, mean, failed, sentAgain, reads, whenNeeded);
    }

    /** How many the engine may send again; empty where any number is. */
    Optional<Limit> mostSentAgain() {
        return sentAgain.or(() -> reads ? Optional.empty() : Optional.of(Limit.NONE));
    }

    String name() {
        return request.name();
    }

    /**
     * Gatling's own assertions, which fail for a request without samples. Gatling's statistics are by group and request
     * name, so of several scenarios each runs in a group of its own.
     */
    List<Assertion> assertions(boolean gatesLatency) {
        var assertions = new ArrayList<Assertion>();
        var percent = details().failedRequests().percent();
        assertions.add(failed.inclusive() ? percent.lte(failed.value()) : percent.lt(failed.value()));
        if (gatesLatency) {
            var time = details().responseTime();
            p95.ifPresent(limit -> assertions.add(time.percentile(95.0).lt((int) limit.toMillis())));
            mean.ifPresent(limit -> assertions.add(time.mean().lt((int) limit.toMillis())));
        }
        return assertions;
    }

    private Assertion.WithPath details() {
        return request.group().isEmpty() ? CoreDsl.details(name()) : CoreDsl.details(request.group(), name());
    }

    /** The verdicts on this request. */
    List<Verdict> judge(Optional<Stats> seen, boolean gatesLatency) {
        if (seen.isEmpty()) {
            return List.of(fewerThan(1, new Observation.NoSamples(), 0, "never sent"));
        }
        var stats = seen.get();
        var rows = new ArrayList<Verdict>();
        rows.add(p95.map(limit -> p95(stats, Limit.under(limit), gatesLatency))
                .orElseGet(() ->
                        latency(stats, Statistic.P95, null, stats.percentile(95), VerdictOutcome.PRINTED, few(stats))));
        mean.ifPresent(limit -> rows.add(mean(stats, Limit.under(limit), gatesLatency)));
        rows.add(failed(stats));
        rows.add(sentOnce(stats));
        return rows;
    }

    /** That there are fewer samples than there must be. */
    Verdict fewer(long atLeast, long samples) {
        return fewerThan(atLeast, new Observation.Measured(samples, samples), samples, "");
    }

    private Verdict fewerThan(long atLeast, Observation seen, long samples, String note) {
        var limit = new Limit(atLeast, true, Limit.Unit.COUNT);
        return verdict(Statistic.SAMPLES, limit, seen, samples, VerdictOutcome.MISSED, note);
    }

    /** The limits that a part of a load breaks, by the histogram of its own samples: Gatling asserts nothing of a part. */
    List<Verdict> broken(Stats part) {
        var rows = new ArrayList<>(List.of(failed(part)));
        if (part.all().count() > 0) {
            var ours = part.percentile(95);
            p95.map(Limit::under)
                    .ifPresent(limit -> rows.add(
                            latency(part, Statistic.P95, limit, ours, Verdict.decided(limit.allows(ours)), "")));
            mean.map(Limit::under).ifPresent(limit -> rows.add(mean(part, limit, true)));
        }
        return rows.stream().filter(Verdict::missed).toList();
    }

    private Verdict failed(Stats stats) {
        var share = failed.seen(stats.ko(), stats.count());
        var met = Verdict.decided(failed.allows(share.value()));
        return verdict(Statistic.FAILED, failed, share, stats.count(), met, why(stats));
    }

    private Verdict sentOnce(Stats stats) {
        var limit = mostSentAgain();
        var sent = stats.all().count();
        if (sent == 0) {
            return sentOnce(limit, new Observation.NoSamples(), sent, false, "none was sent");
        }
        var again = Math.min(stats.sent().again(), sent); // one that is still under way has no sample yet
        var seen = limit.orElse(Limit.NONE).seen(again, sent);
        var met = limit.orElse(Limit.NONE).allows(seen.value());
        return sentOnce(limit, seen, sent, met, again == 0 ? "" : SENT_AGAIN);
    }

    private Verdict sentOnce(Optional<Limit> limit, Observation seen, long sent, boolean met, String note) {
        return verdict(Statistic.SENT_ONCE, limit.orElse(null), seen, sent, outcome(met, limit.isPresent()), note);
    }

    private Verdict mean(Stats stats, Limit limit, boolean gatesLatency) {
        var actual = Math.round(stats.mean());
        var outcome = outcome(limit.allows(actual), gatesLatency);
        return latency(stats, Statistic.MEAN, limit, actual, outcome, few(stats));
    }

    private Verdict p95(Stats stats, Limit limit, boolean gatesLatency) {
        var ours = stats.percentile(95);
        var engineAlone = limit.allows(ours) && !limit.allows(stats.engineP95());
        var note = engineAlone ? "Gatling's estimate of " + stats.engineP95() + " ms misses it" : few(stats);
        var outcome = outcome(limit.allows(ours) && !engineAlone, gatesLatency);
        return latency(stats, Statistic.P95, limit, ours, outcome, note);
    }

    /** A latency limit is missed where every request was refused before it was sent: there is no response time. */
    private Verdict latency(
            Stats stats, Statistic what, Limit limit, long millis, VerdictOutcome outcome, String note) {
        var timed = stats.all().count();
        if (timed > 0) {
            return verdict(what, limit, Observation.millis(millis), timed, outcome, note);
        }
        var missed = outcome == VerdictOutcome.PRINTED ? outcome : VerdictOutcome.MISSED;
        return verdict(what, limit, new Observation.NoSamples(), 0, missed, "none was sent");
    }

    private Verdict verdict(
            Statistic what, Limit limit, Observation seen, long samples, VerdictOutcome outcome, String note) {
        return new Verdict(Promise.ofRequest(request, what, limit), seen, samples, outcome, note);
    }

    private static VerdictOutcome outcome(boolean met, boolean gates) {
        return gates ? Verdict.decided(met) : VerdictOutcome.PRINTED;
    }

    private static String few(Stats stats) {
        return stats.all().count() < Verdict.FEW_SAMPLES ? "few samples" : "";
    }

    /** The most frequent reason for failure, in words. */
    private static String why(Stats stats) {
        return stats.messages().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> entry.getValue() + " x " + Expectation.words(entry.getKey()))
                .orElse("");
    }
}
