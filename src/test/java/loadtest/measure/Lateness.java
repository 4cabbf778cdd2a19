package loadtest.measure;

/**
 * How many users, or seconds, were late.
 *
 * @param worstMillis the longest delay, in milliseconds
 */
public record Lateness(long all, long late, long worstMillis) {
    /** A longer delay than this counts as late, in milliseconds. */
    public static final int TOLERATED_MILLIS = 100;
}
