package loadtest.report.summary;

import java.util.Locale;
import java.util.Optional;
import loadtest.slo.Limit;
import loadtest.slo.Observation;
import loadtest.slo.Verdict;

/**
 * How far a promise in numbers is from its upper limit.
 *
 * @param unit {@code ms}, {@code %}, or empty for a count
 * @param usedPercent what was seen, in percent of the limit; null where the limit is 0
 * @param words such as {@code 22 % over}, {@code 38 % left}
 */
public record Margin(double limit, double actual, String unit, Double usedPercent, String words) {

    /** Empty where the promise is not in numbers, or nothing was seen. */
    public static Optional<Margin> of(Verdict verdict) {
        var limit = verdict.promise().limit();
        return limit != null && verdict.seen() instanceof Observation.Measured seen
                ? Optional.of(of(limit, seen.value()))
                : Optional.empty();
    }

    /** Whether more was seen than is allowed; at an exclusive limit the verdict knows better. */
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
