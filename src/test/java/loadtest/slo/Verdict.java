package loadtest.slo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * One promise with what was seen of it. As JSON it also has its name, limit and actual in words.
 *
 * @param samples how many samples that rests on
 * @param note what a reader must know beside it, or empty
 */
@JsonPropertyOrder({"name", "limit", "actual", "samples", "outcome", "note", "promise", "seen"})
@JsonIgnoreProperties(
        value = {"name", "limit", "actual"},
        allowGetters = true)
public record Verdict(Promise promise, Observation seen, long samples, Outcome outcome, String note) {

    /** {@code PRINTED} and {@code NOT_AUDITED} do not decide. */
    public enum Outcome {
        MET,
        MISSED,
        PRINTED,
        NOT_AUDITED
    }

    public Verdict {
        Objects.requireNonNull(promise, "promise");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(note, "note");
    }

    /** Whether this line alone makes the run fail. */
    public boolean missed() {
        return outcome == Outcome.MISSED;
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

    static Outcome decided(boolean met) {
        return met ? Outcome.MET : Outcome.MISSED;
    }
}
