package loadtest.slo;

/** The statistic of its subject that a promise limits. */
public enum Statistic {
    /** The 95th percentile of response times. */
    P95,
    /** The mean response time. */
    MEAN,
    /** The share of failed samples. */
    FAILED,
    /** The number of samples, which has a lower limit. */
    SAMPLES,
    /** The requests that the engine sent again: a count of them, or their share. */
    SENT_ONCE,
    /** The number of answers with one of a budget's status codes. */
    COUNT,
    /** The share of answers with one of a budget's status codes. */
    SHARE,
    /** The share of planned requests that were answered, or answers a minute; a lower limit. */
    THROUGHPUT,
    /** How many minutes the dispatcher needs for the targets that wait. */
    BACKLOG,
    /** The number of targets that the dispatcher rejected. */
    REJECTED,
    /** How many milliseconds after its planned start the load began. */
    LATE_START,
    /** The share of users who started late. */
    LATE_USERS,
    /** The share of seconds in which the engine's own timer was late. */
    LATE_SECONDS,
    /** The highest arrival rate at which every promise held. */
    CAPACITY,
    /** How much longer the 95th percentile is in the last quarter of the load than in the first, in percent. */
    P95_RISE,
    /** How much larger the share of failed samples is, in percentage points. */
    FAILED_RISE,
    /** How much less memory is available, in percent. */
    MEMORY_FALL,
    /** How many more connections the database has: a count, or percent. */
    CONNECTIONS_RISE,
    /** No number: the promise is kept or broken. */
    KEPT;

    /** Whether this is a response time, in milliseconds. */
    public boolean isLatency() {
        return this == P95 || this == MEAN;
    }
}
