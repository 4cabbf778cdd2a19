package loadtest.slo;

/** What a promise is about. */
public enum PromiseKind {
    REQUEST,
    BUDGET,
    INTEGRITY,
    SCHEDULE,
    BASELINE
}
