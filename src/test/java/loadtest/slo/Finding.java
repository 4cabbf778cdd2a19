package loadtest.slo;

import loadtest.settings.ForeignText;

/**
 * What an audit found about one promise of the system under test.
 *
 * @param outcome met or missed; not audited where the audit was impossible and is not required
 * @param seen what was found, in words a reviewer understands, or why the audit was impossible
 * @param samples how many things were examined
 */
public record Finding(VerdictOutcome outcome, Observation seen, long samples) {

    /** The result of a complete audit. */
    public static Finding of(boolean holds, String actual, long samples) {
        return found(Verdict.decided(holds), actual, samples);
    }

    /** The result of an audit that could not examine everything. */
    public static Finding found(VerdictOutcome outcome, String actual, long samples) {
        return new Finding(outcome, new Observation.Found(ForeignText.inOneLine(actual)), samples);
    }

    /** A required audit that was impossible: the promise counts as missed. */
    public static Finding failed(String why) {
        return unaudited(VerdictOutcome.MISSED, why);
    }

    /** An audit that was impossible and is not required: it decides nothing. */
    public static Finding notAudited(String why) {
        return unaudited(VerdictOutcome.NOT_AUDITED, why);
    }

    private static Finding unaudited(VerdictOutcome outcome, String why) {
        return new Finding(outcome, new Observation.Unaudited(ForeignText.inOneLine(why)), 0);
    }

    /** The same with more words, which change nothing about the outcome. */
    public Finding and(String words) {
        var more = seen instanceof Observation.Unaudited unaudited
                ? new Observation.Unaudited(unaudited.why() + ForeignText.inOneLine(words))
                : new Observation.Found(((Observation.Found) seen).words() + ForeignText.inOneLine(words));
        return new Finding(outcome, more, samples);
    }

    public boolean holds() {
        return outcome == VerdictOutcome.MET;
    }

    /** The same words as in the verdict. */
    public String actual() {
        return seen instanceof Observation.Unaudited unaudited
                ? Wording.unaudited(outcome == VerdictOutcome.MISSED, unaudited.why())
                : ((Observation.Found) seen).words();
    }

    public Verdict verdict(Promise promise) {
        return new Verdict(promise, seen, samples, outcome, "");
    }
}
