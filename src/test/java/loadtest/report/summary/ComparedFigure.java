package loadtest.report.summary;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A figure of a request that is compared with its baseline. */
public enum ComparedFigure {
    P50("p50", "ms"),
    P95("p95", "ms"),
    P99("p99", "ms"),
    RATE("rate", "/s"),
    FAILED("failed", "%");

    private final String label;
    private final String unit;

    ComparedFigure(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** The name of the figure, in words and in JSON. */
    @JsonValue
    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    /** Whether this is a response time, in milliseconds. */
    public boolean isLatency() {
        return this == P50 || this == P95 || this == P99;
    }

    /** A value with its unit: response times without decimals, others with two where they are not whole. */
    public String words(double value) {
        return String.format(Locale.ROOT, isLatency() ? "%.0f " : "%.2f ", value)
                        .replace(".00 ", " ")
                + unit;
    }
}
