package loadtest.report.summary;

/**
 * {@code INVALID}: the load was not the load that was planned, so that nothing is proven. {@code INTERRUPTED}:
 * somebody ended the run before its verdicts. {@code NOT_RUN}: no load was sent. {@code RECORDED}: one machine of several
 * kept what it alone can know; the verdict is that of their merge.
 */
public enum RunOutcome {
    PASSED("✓"),
    RECORDED("·"),
    FAILED("✗"),
    INVALID("✗"),
    INTERRUPTED("!"),
    NOT_RUN("!");

    /** What is said of {@code RECORDED} in place of a verdict. */
    public static final String IS_RECORDED = "recorded; the verdict is the merge's";

    private final String sign;

    RunOutcome(String sign) {
        this.sign = sign;
    }

    /** Whether a build goes on after it. */
    public boolean succeeded() {
        return this == PASSED || this == RECORDED;
    }

    /** Stands beside the colour, which is never the only sign. */
    public String sign() {
        return sign;
    }
}
