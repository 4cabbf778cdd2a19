package loadtest.report.summary;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a figure differs from its baseline. */
public enum ComparisonJudgement {
    BETTER("better"),
    /** The baseline is a single run. */
    NOISE_UNKNOWN("noise unknown"),
    WITHIN_NOISE("within the noise"),
    WORSE("worse");

    private final String words;

    ComparisonJudgement(String words) {
        this.words = words;
    }

    /** The judgement in words, as in JSON. */
    @JsonValue
    public String words() {
        return words;
    }
}
