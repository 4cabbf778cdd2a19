package loadtest.slo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What was seen where a promise was judged, as data; {@link Wording} puts it into words. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Observation.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Observation.Late.class, name = "late"),
    @JsonSubTypes.Type(value = Observation.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Observation.Found.class, name = "found"),
    @JsonSubTypes.Type(value = Observation.Unaudited.class, name = "unaudited"),
    @JsonSubTypes.Type(value = Observation.NoSamples.class, name = "nothing")
})
public sealed interface Observation {

    /**
     * A number to hold against the limit.
     *
     * @param value in the limit's unit
     * @param hits how many samples that are; null for a response time
     */
    record Measured(double value, Long hits) implements Observation {}

    /**
     * How punctual the load was.
     *
     * @param value those late, in percent of all
     * @param worstMillis how late the latest was
     */
    record Late(double value, long late, long all, long worstMillis) implements Observation {}

    /** Fewer users than planned. */
    record Started(long users, long planned) implements Observation {}

    /** What somebody found who looked, in words: a table of a database has no number to compare. */
    record Found(String words) implements Observation {}

    /** Nobody could look, and why. */
    record Unaudited(String why) implements Observation {}

    /** There was no sample. */
    record NoSamples() implements Observation {}

    /** A response time in milliseconds. */
    static Observation millis(long value) {
        return new Measured(value, null);
    }
}
