package loadtest.slo;

/** How a promise came out. {@code PRINTED} and {@code NOT_AUDITED} do not decide whether the run passes. */
public enum VerdictOutcome {
    MET,
    MISSED,
    PRINTED,
    NOT_AUDITED
}
