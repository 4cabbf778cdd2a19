package loadtest.benchmark;

import java.util.Locale;

/** A limit on a measured ratio or time. */
record Aim(double most, String unit) {
    static Aim atMost(double most, String unit) {
        return new Aim(most, unit);
    }

    /** Such as {@code kept (at most 2.00x)}. */
    String verdict(double measured) {
        return String.format(
                Locale.ROOT, "%s (aim: at most %,.0f%s)", measured <= most ? "kept" : "MISSED", most, unit);
    }
}
