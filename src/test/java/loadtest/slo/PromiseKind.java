package loadtest.slo;

/** What a promise is about. */
public enum PromiseKind {
    REQUEST,
    BUDGET,
    INTEGRITY,
    SCHEDULE,
    BASELINE,
    /** How much of the planned load was answered in time. */
    THROUGHPUT,
    /** What the dispatcher made of the targets it was given. */
    DISPATCHER,
    /** Whether the shares of several machines make up one run. */
    SHARES,
    /** Whether an abort criterion was reached by all machines together. */
    ABORT,
    /** That a climb finds an arrival rate that the target carries. */
    CAPACITY,
    /** That a load that goes on finds the target as it was at first. */
    DRIFT
}
