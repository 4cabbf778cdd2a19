package loadtest.slo;

/**
 * One line of the verdict table.
 *
 * @param name what was promised
 * @param limit as the scenario's file says it
 * @param actual as it was seen
 * @param samples how many samples that rests on
 * @param note what a reader must know beside it, or empty
 */
public record Verdict(String name, String limit, String actual, long samples, Outcome outcome, String note) {
    /** {@code PRINTED} and {@code NOT_AUDITED} do not decide. */
    public enum Outcome {
        MET,
        MISSED,
        PRINTED,
        NOT_AUDITED
    }

    /** Whether this line alone makes the run fail. */
    public boolean missed() {
        return outcome == Outcome.MISSED;
    }

    static Outcome decided(boolean met) {
        return met ? Outcome.MET : Outcome.MISSED;
    }
}
