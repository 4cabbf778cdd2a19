package loadtest.benchmark;

import java.math.BigDecimal;

/** A limit on a measured ratio, time or size. */
record Aim(double most, String unit) {
    static Aim atMost(double most, String unit) {
        return new Aim(most, unit);
    }

    boolean isKept(double measured) {
        return measured <= most;
    }

    /** Such as {@code kept (aim: at most 2x)}. */
    String verdict(double measured) {
        var limit = BigDecimal.valueOf(most).stripTrailingZeros().toPlainString();
        return (isKept(measured) ? "kept" : "MISSED") + " (aim: at most " + limit + unit + ")";
    }
}
