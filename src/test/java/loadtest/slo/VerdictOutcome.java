package loadtest.slo;

/** How a promise came out. {@code PRINTED}, which is shown for information, and {@code NOT_AUDITED} do not decide whether the run passes. */
public enum VerdictOutcome {
    MET,
    MISSED,
    PRINTED,
    NOT_AUDITED
}
