package loadtest.report.summary;

import java.util.Locale;
import java.util.Optional;
import loadtest.slo.Limit;
import loadtest.slo.Observation;
import loadtest.slo.Verdict;

/**
 * The distance of an actual value from its limit.
 *
 * @param unit {@code ms}, {@code %}, or empty for a count
 * @param lower whether it is the least that is allowed
 * @param usedPercent the actual value in percent of the limit; for a share with a lower limit the shortfall in percent
 *     of the one that is allowed, and for a rate the limit in percent of the rate; null where there is no such number, as
 *     with a limit of 0
 * @param words such as {@code 22 % over}, {@code 38 % left}, or of a lower limit {@code 2.1 % short}
 */
public record Margin(double limit, double actual, String unit, boolean lower, Double usedPercent, String words) {

    /** The margin of a verdict; empty where its promise has no number, or nothing was measured. */
    public static Optional<Margin> of(Verdict verdict) {
        var limit = verdict.promise().limit();
        if (limit != null && verdict.seen() instanceof Observation.Answered seen) {
            return Optional.of(above(limit, seen.value()));
        }
        if (limit != null && verdict.seen() instanceof Observation.Drifted seen) {
            return Optional.of(of(limit, seen.value()));
        }
        return limit != null && verdict.seen() instanceof Observation.Measured seen
                ? Optional.of(of(limit, seen.value()))
                : Optional.empty();
    }

    /** Whether the actual value is on the wrong side of the limit. At an exclusive limit itself only the verdict decides. */
    public boolean over() {
        return lower ? actual < limit : actual > limit;
    }

    private static Margin of(Limit limit, double actual) {
        var used = limit.value() == 0 ? null : Double.valueOf(100 * actual / limit.value());
        return new Margin(limit.value(), actual, limit.unit().sign(), false, used, words(actual, used));
    }

    /** A share has 100 % at the most, so a shortfall is measured from there; a rate has no such end. */
    private static Margin above(Limit limit, double actual) {
        var share = limit.unit() == Limit.Unit.PERCENT;
        var whole = share ? 100 - limit.value() : actual;
        var used = whole == 0 ? null : Double.valueOf(100 * (share ? 100 - actual : limit.value()) / whole);
        var off = 100 * Math.abs(actual - limit.value()) / limit.value();
        var words = off == 0 ? "at the limit" : percent(off) + (actual < limit.value() ? " short" : " above");
        return new Margin(limit.value(), actual, limit.unit().sign(), true, used, words);
    }

    /** Small differences would otherwise read as none. */
    private static String percent(double off) {
        return String.format(Locale.ROOT, off >= 10 ? "%.0f %%" : "%.1f %%", off);
    }

    private static String words(double actual, Double used) {
        if (used == null) {
            return actual == 0 ? "none seen" : "none allowed";
        }
        var off = Math.abs(used - 100);
        return off == 0 ? "at the limit" : percent(off) + (used > 100 ? " over" : " left");
    }
}
