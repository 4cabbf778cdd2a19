package loadtest.slo;

import loadtest.settings.ForeignText;

/**
 * What an audit found about one promise of the system under test.
 *
 * @param outcome met or missed; not audited where nobody could look, and nobody had to
 * @param seen what was found, in words a reviewer understands, or why nobody could look
 * @param samples how many things were looked at
 */
public record Finding(VerdictOutcome outcome, Observation seen, long samples) {

    /** What an audit saw with its own eyes. */
    public static Finding of(boolean holds, String actual, long samples) {
        return found(Verdict.decided(holds), actual, samples);
    }

    /** The same where not all could be looked at. */
    public static Finding found(VerdictOutcome outcome, String actual, long samples) {
        return new Finding(outcome, new Observation.Found(ForeignText.inOneLine(actual)), samples);
    }

    /** An audit that had to look and could not: that fails. */
    public static Finding failed(String why) {
        return unaudited(VerdictOutcome.MISSED, why);
    }

    /** Nobody could look, and nobody had to: that decides nothing. */
    public static Finding notAudited(String why) {
        return unaudited(VerdictOutcome.NOT_AUDITED, why);
    }

    private static Finding unaudited(VerdictOutcome outcome, String why) {
        return new Finding(outcome, new Observation.Unaudited(ForeignText.inOneLine(why)), 0);
    }

    public boolean holds() {
        return outcome == VerdictOutcome.MET;
    }

    /** In words, as the verdict has them. */
    public String actual() {
        return seen instanceof Observation.Unaudited unaudited
                ? Wording.unaudited(outcome == VerdictOutcome.MISSED, unaudited.why())
                : ((Observation.Found) seen).words();
    }

    Verdict verdict(Promise promise) {
        return new Verdict(promise, seen, samples, outcome, "");
    }
}
