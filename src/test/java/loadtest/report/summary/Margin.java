package loadtest.report.summary;

import java.util.Locale;
import java.util.Optional;
import loadtest.slo.Limit;
import loadtest.slo.Observation;
import loadtest.slo.Verdict;

/**
 * The distance of an actual value from its upper limit.
 *
 * @param unit {@code ms}, {@code %}, or empty for a count
 * @param usedPercent the actual value in percent of the limit; null where the limit is 0
 * @param words such as {@code 22 % over}, {@code 38 % left}
 */
public record Margin(double limit, double actual, String unit, Double usedPercent, String words) {

    /** The margin of a verdict; empty where its promise has no number, or nothing was measured. */
    public static Optional<Margin> of(Verdict verdict) {
        var limit = verdict.promise().limit();
        return limit != null && verdict.seen() instanceof Observation.Measured seen
                ? Optional.of(of(limit, seen.value()))
                : Optional.empty();
    }

    /** Whether the actual value is above the limit. At an exclusive limit itself only the verdict decides. */
    public boolean over() {
        return actual > limit;
    }

    private static Margin of(Limit limit, double actual) {
        var used = limit.value() == 0 ? null : Double.valueOf(100 * actual / limit.value());
        return new Margin(limit.value(), actual, limit.unit().sign(), used, words(actual, used));
    }

    private static String words(double actual, Double used) {
        if (used == null) {
            return actual == 0 ? "none seen" : "none allowed";
        }
        var off = Math.abs(used - 100);
        // Small differences would otherwise read as none.
        var number = String.format(Locale.ROOT, off >= 10 ? "%.0f %%" : "%.1f %%", off);
        return off == 0 ? "at the limit" : number + (used > 100 ? " over" : " left");
    }
}
