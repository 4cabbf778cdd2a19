package loadtest.slo;

import java.util.List;
import java.util.Locale;

/**
 * What the server's metrics said of one thing in the first and in the last quarter of a load.
 *
 * @param unknown why there are none; empty where there are
 * @param informs why they do not decide; empty where they do
 */
public record ServerReadings(List<Double> first, List<Double> last, String unknown, String informs) {
    /** In each quarter; fewer decide nothing. */
    static final int FEWEST = 3;

    /** There are none, and why. */
    public static ServerReadings unknown(String why) {
        return new ServerReadings(List.of(), List.of(), why, "");
    }

    /** Compares the medians. Where nothing is known there is nothing to judge. */
    Verdict judge(Promise promise) {
        if (!unknown.isEmpty()) {
            return Drift.undecided(promise, "not judged: " + unknown, false);
        }
        if (Math.min(first.size(), last.size()) < FEWEST) {
            var why = String.format(
                    Locale.ROOT,
                    "not judged: %d and %d readings in the two quarters, of %d in each",
                    first.size(),
                    last.size(),
                    FEWEST);
            return Drift.undecided(promise, why, false);
        }
        var seen = drifted(promise);
        return new Verdict(
                promise,
                seen,
                last.size(),
                informs.isEmpty() ? Verdict.decided(promise.limit().allows(seen.value())) : VerdictOutcome.PRINTED,
                informs);
    }

    private Observation.Drifted drifted(Promise promise) {
        var before = median(first);
        var after = median(last);
        var worse = Math.max(0, promise.statistic() == Statistic.MEMORY_FALL ? before - after : after - before);
        var value = promise.limit().percent() ? 100 * worse / Math.max(1, before) : worse;
        return new Observation.Drifted(null, value, before, after);
    }

    private static double median(List<Double> readings) {
        return readings.stream().sorted().toList().get(readings.size() / 2);
    }
}
