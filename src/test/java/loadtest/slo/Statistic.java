package loadtest.slo;

/** What of its subject a promise is about. */
public enum Statistic {
    /** The 95th percentile of response times. */
    P95,
    /** The mean response time. */
    MEAN,
    /** The share of failed samples. */
    FAILED,
    /** That there are samples at all: the only one whose limit is a lower one. */
    SAMPLES,
    /** How many answers have one of a budget's status codes. */
    COUNT,
    /** The same, in percent of all. */
    SHARE,
    /** The share of users who started late. */
    LATE_USERS,
    /** The share of seconds in which the engine's own timer was late. */
    LATE_SECONDS,
    /** Nothing that is counted: the promise is kept or broken. */
    KEPT;

    /** Whether it is a response time, in milliseconds. */
    public boolean isLatency() {
        return this == P95 || this == MEAN;
    }
}
