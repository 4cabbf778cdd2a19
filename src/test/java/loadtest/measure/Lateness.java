package loadtest.measure;

/**
 * How many of something came later than due.
 *
 * @param worstMillis how much later the latest of them came, in milliseconds
 */
public record Lateness(long all, long late, long worstMillis) {
    /** Later than this is late, in milliseconds. */
    public static final int TOLERATED_MILLIS = 100;
}
