package loadtest.target;

import java.util.function.Supplier;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;

/**
 * One thing that was looked at before load is sent.
 *
 * @param name what was looked at, in a word or two
 * @param finding what was seen, in one line; of a failed check, with what to do
 */
public record Check(String name, Outcome outcome, String finding) {
    /** {@code NOTE} is worth knowing and keeps nothing from running. */
    public enum Outcome {
        OK,
        NOTE,
        FAILED
    }

    public Check {
        finding = ForeignText.inOneLine(finding);
    }

    /** Looks; whatever is thrown is a failed check. */
    public static Check of(String name, Supplier<Check> look) {
        try {
            return look.get();
        } catch (RuntimeException | Error e) {
            return new Check(name, Outcome.FAILED, Failure.line(e));
        }
    }

    public static Check ok(String name, String finding) {
        return new Check(name, Outcome.OK, finding);
    }

    public static Check note(String name, String finding) {
        return new Check(name, Outcome.NOTE, finding);
    }

    public boolean failed() {
        return outcome == Outcome.FAILED;
    }
}
