package loadtest.slo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The data that a verdict rests on; {@link Wording} renders it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Observation.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Observation.Late.class, name = "late"),
    @JsonSubTypes.Type(value = Observation.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Observation.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Capacity.class, name = "capacity"),
    @JsonSubTypes.Type(value = Observation.Drifted.class, name = "drifted"),
    @JsonSubTypes.Type(value = Observation.Found.class, name = "found"),
    @JsonSubTypes.Type(value = Observation.Unaudited.class, name = "unaudited"),
    @JsonSubTypes.Type(value = Observation.NoSamples.class, name = "nothing")
})
public sealed interface Observation
        permits Capacity,
                Observation.Answered,
                Observation.Drifted,
                Observation.Found,
                Observation.Late,
                Observation.Measured,
                Observation.NoSamples,
                Observation.Started,
                Observation.Unaudited {

    /**
     * A number to compare with the limit.
     *
     * @param value in the limit's unit
     * @param hits how many samples were counted; null for a response time
     */
    record Measured(double value, Long hits) implements Observation {}

    /**
     * How punctual the load was.
     *
     * @param value the late ones, in percent of all
     * @param worstMillis how late the latest was
     */
    record Late(double value, long late, long all, long worstMillis) implements Observation {}

    /** Fewer users started than planned. */
    record Started(long users, long planned) implements Observation {}

    /**
     * How many successful answers came within the injection window.
     *
     * @param value in the limit's unit
     * @param planned null where the limit is a rate, or there is no plan of arrivals
     * @param seconds length of the window
     */
    record Answered(double value, long answers, Long planned, double seconds) implements Observation {}

    /**
     * How the target changed from the first quarter of a load to the last.
     *
     * @param of the request that changed most; null where it is not about requests
     * @param value by how much it is worse, in the limit's unit; 0 where it is no worse, or by less than counts
     * @param first milliseconds, percent, bytes or connections, as {@code last}
     */
    record Drifted(String of, double value, double first, double last) implements Observation {}

    /** What an audit found, in words: a database table has no number to compare. */
    record Found(String words) implements Observation {}

    /** Why an audit was impossible. */
    record Unaudited(String why) implements Observation {}

    /** There was no sample. */
    record NoSamples() implements Observation {}

    /** A response time in milliseconds. */
    static Observation millis(long value) {
        return new Measured(value, null);
    }
}
