package loadtest.truth;

import java.util.Locale;

/**
 * A measured value beside the correct one.
 *
 * @param what such as {@code p95}
 * @param right the answer by arithmetic, or from the other side of the wire; 0 where less is better
 * @param seen what the run says
 * @param tolerance how far they may be apart, in the same unit
 */
record Measurement(String what, double right, double seen, double tolerance, String unit) {

    boolean kept() {
        return Math.abs(seen - right) <= tolerance;
    }

    /** With its sign, and in percent of the right one. */
    String error() {
        var percent = right == 0 ? "" : String.format(Locale.ROOT, " (%.1f %%)", 100 * (seen - right) / right);
        return String.format(Locale.ROOT, "%+.1f %s", seen - right, unit) + percent;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.1f %s, right is %.1f ± %.1f", what, seen, unit, right, tolerance);
    }
}
