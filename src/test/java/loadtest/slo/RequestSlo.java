package loadtest.slo;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.measure.Stats;
import loadtest.settings.DataFile;

/**
 * What one request of a scenario promises. A request without latency limits has its latency printed only.
 *
 * @param p95 95 % of all samples are quicker than this
 * @param failed the share of failed samples
 */
record RequestSlo(String name, Optional<Duration> p95, Optional<Duration> mean, Limit failed) {
    /** Fewer samples than this say little about a 95th percentile: ten of them decide it. */
    private static final int FEW = 200;

    static RequestSlo read(String name, DataFile data, Limit failed) {
        data.only("p95", "mean");
        return new RequestSlo(name, Limit.latency(data, "p95"), Limit.latency(data, "mean"), failed);
    }

    /** Gatling's own assertions; a name without samples fails them. */
    List<Assertion> assertions(boolean gatesLatency) {
        var assertions = new ArrayList<Assertion>();
        var percent = details(name).failedRequests().percent();
        assertions.add(failed.inclusive() ? percent.lte(failed.value()) : percent.lt(failed.value()));
        if (gatesLatency) {
            var time = details(name).responseTime();
            p95.ifPresent(limit -> assertions.add(time.percentile(95.0).lt((int) limit.toMillis())));
            mean.ifPresent(limit -> assertions.add(time.mean().lt((int) limit.toMillis())));
        }
        return assertions;
    }

    /** The same in our words, with what was seen. */
    List<Verdict> judge(Optional<Stats> seen, boolean gatesLatency) {
        if (seen.isEmpty()) {
            return List.of(
                    new Verdict(name + " samples", "at least 1", "none", 0, Verdict.Outcome.MISSED, "never sent"));
        }
        var stats = seen.get();
        var rows = new ArrayList<Verdict>();
        p95.ifPresentOrElse(
                limit -> rows.add(p95(stats, limit.toMillis(), gatesLatency)),
                () -> rows.add(
                        latency(stats, "p95", "-", stats.percentile(95) + " ms", Verdict.Outcome.PRINTED, few(stats))));
        mean.ifPresent(limit -> rows.add(mean(stats, limit.toMillis(), gatesLatency)));
        var met = Verdict.decided(failed.allows(stats.ko(), stats.count()));
        rows.add(new Verdict(
                name + " failed",
                failed.toString(),
                failed.actual(stats.ko(), stats.count()),
                stats.count(),
                met,
                why(stats)));
        return rows;
    }

    private Verdict mean(Stats stats, long limit, boolean gatesLatency) {
        var actual = Math.round(stats.mean());
        var outcome = outcome(actual < limit, gatesLatency);
        return latency(stats, "mean", "< " + limit + " ms", actual + " ms", outcome, few(stats));
    }

    private Verdict p95(Stats stats, long limit, boolean gatesLatency) {
        var ours = stats.percentile(95);
        var engineAlone = ours < limit && stats.engineP95() >= limit;
        var note = engineAlone ? "Gatling's estimate of " + stats.engineP95() + " ms misses it" : few(stats);
        var outcome = outcome(ours < limit && !engineAlone, gatesLatency);
        return latency(stats, "p95", "< " + limit + " ms", ours + " ms", outcome, note);
    }

    /** Of requests that were all refused before they were sent nothing is known that could keep a limit. */
    private Verdict latency(
            Stats stats, String what, String limit, String actual, Verdict.Outcome outcome, String note) {
        var timed = stats.all().count();
        if (timed > 0) {
            return new Verdict(name + " " + what, limit, actual, timed, outcome, note);
        }
        var missed = outcome == Verdict.Outcome.PRINTED ? outcome : Verdict.Outcome.MISSED;
        return new Verdict(name + " " + what, limit, "none", 0, missed, "none was sent");
    }

    private static Verdict.Outcome outcome(boolean met, boolean gates) {
        return gates ? Verdict.decided(met) : Verdict.Outcome.PRINTED;
    }

    private static String few(Stats stats) {
        return stats.all().count() < FEW ? "few samples" : "";
    }

    /** The commonest reason of failure. */
    private static String why(Stats stats) {
        return stats.messages().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .orElse("");
    }
}
