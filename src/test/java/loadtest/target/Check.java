package loadtest.target;

import java.util.function.Supplier;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;

/**
 * The result of one check before the load.
 *
 * @param name what was checked, in a word or two
 * @param finding what was found, in one line; of a failed check, with what to do
 */
public record Check(String name, CheckOutcome outcome, String finding) {
    /** {@code NOTE} is worth knowing and keeps nothing from running. */
    public enum CheckOutcome {
        OK,
        NOTE,
        FAILED
    }

    public Check {
        finding = ForeignText.inOneLine(finding);
    }

    /** Runs a check; whatever it throws is a failed check. */
    public static Check of(String name, Supplier<Check> check) {
        try {
            return check.get();
        } catch (RuntimeException | Error e) {
            return new Check(name, CheckOutcome.FAILED, Failure.line(e));
        }
    }

    public static Check ok(String name, String finding) {
        return new Check(name, CheckOutcome.OK, finding);
    }

    public static Check note(String name, String finding) {
        return new Check(name, CheckOutcome.NOTE, finding);
    }

    public boolean failed() {
        return outcome == CheckOutcome.FAILED;
    }
}
