package loadtest.slo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * The judgement on one promise. Its JSON also has name, limit and actual in words.
 *
 * @param samples how many samples the verdict rests on
 * @param note a remark for the reader, or empty
 */
@JsonPropertyOrder({"name", "limit", "actual", "samples", "outcome", "note", "promise", "seen"})
@JsonIgnoreProperties(
        value = {"name", "limit", "actual"},
        allowGetters = true)
public record Verdict(Promise promise, Observation seen, long samples, VerdictOutcome outcome, String note) {
    /** With fewer samples than this, fewer than ten of them lie above the 95th percentile. */
    public static final int FEW_SAMPLES = 200;

    public Verdict {
        Objects.requireNonNull(promise, "promise");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(note, "note");
    }

    /** The verdict on the promise as it is named in that group of the report, see {@link Promise#within}. */
    Verdict within(String group) {
        return new Verdict(promise.within(group), seen, samples, outcome, note);
    }

    /** Whether this verdict alone fails the run. */
    public boolean missed() {
        return outcome == VerdictOutcome.MISSED;
    }

    /** Whether the run's outcome rests on it. */
    public boolean decides() {
        return missed() || outcome == VerdictOutcome.MET;
    }

    /** What was promised, in words. */
    @JsonProperty
    public String name() {
        return Wording.name(promise);
    }

    /** Its limit, in words. */
    @JsonProperty
    public String limit() {
        return Wording.limit(promise);
    }

    /** What was seen, in words. */
    @JsonProperty
    public String actual() {
        return Wording.actual(this);
    }

    static VerdictOutcome decided(boolean met) {
        return met ? VerdictOutcome.MET : VerdictOutcome.MISSED;
    }
}
