package loadtest.slo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What was seen where a promise was judged, as data; {@link Wording} puts it into words. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Seen.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Seen.Late.class, name = "late"),
    @JsonSubTypes.Type(value = Seen.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Seen.Found.class, name = "found"),
    @JsonSubTypes.Type(value = Seen.Unaudited.class, name = "unaudited"),
    @JsonSubTypes.Type(value = Seen.Nothing.class, name = "nothing")
})
public sealed interface Seen {

    /**
     * A number to hold against the limit.
     *
     * @param value in the limit's unit
     * @param hits how many samples that are; null for a response time
     */
    record Measured(double value, Long hits) implements Seen {}

    /**
     * How punctual the load was.
     *
     * @param value those late, in percent of all
     * @param worstMillis how late the latest was
     */
    record Late(double value, long late, long all, long worstMillis) implements Seen {}

    /** Fewer users than planned. */
    record Started(long users, long planned) implements Seen {}

    /** What somebody found who looked, in words: a table of a database has no number to compare. */
    record Found(String words) implements Seen {}

    /** Nobody could look, and why. */
    record Unaudited(String why) implements Seen {}

    /** There was no sample. */
    record Nothing() implements Seen {}

    /** A response time in milliseconds. */
    static Seen millis(long value) {
        return new Measured(value, null);
    }
}
