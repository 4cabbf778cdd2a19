package loadtest.truth;

import java.util.Locale;

/**
 * Something measured beside what it should be.
 *
 * @param what such as {@code p95}
 * @param right the answer by arithmetic, or from the other side of the wire
 * @param seen what the run says
 * @param tolerance how far they may be apart, in the same unit
 */
record Figure(String what, double right, double seen, double tolerance, String unit) {

    /** At most so much, and no less than nothing. */
    static Figure atMost(String what, double most, double seen, String unit) {
        return new Figure(what, most / 2, seen, most / 2, unit);
    }

    boolean kept() {
        return Math.abs(seen - right) <= tolerance;
    }

    /** In percent of the right one. */
    double error() {
        return 100 * (seen - right) / right;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.1f %s, right is %.1f ± %.1f", what, seen, unit, right, tolerance);
    }
}
