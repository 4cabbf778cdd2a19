package loadtest.report.summary;

/**
 * {@code INVALID}: the load was not the load that was planned, so that nothing is proven. {@code INTERRUPTED}:
 * somebody ended the run before its verdicts. {@code NOT_RUN}: no load was sent.
 */
public enum RunOutcome {
    PASSED("✓"),
    FAILED("✗"),
    INVALID("✗"),
    INTERRUPTED("!"),
    NOT_RUN("!");

    private final String sign;

    RunOutcome(String sign) {
        this.sign = sign;
    }

    /** Stands beside the colour, which is never the only sign. */
    public String sign() {
        return sign;
    }
}
