package loadtest.scenario.campaign;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import loadtest.settings.ForeignText;
import loadtest.settings.Mask;
import loadtest.settings.PhoneNumbers;

/** Cuts and masks what the dispatcher said for the response log: a text is cut, masked and cut again. */
final class LoggedText {
    /** Bytes of a body's unknown part. */
    static final int BODY = 2048;

    /** Bytes of a message id, or of the reason of a rejection. */
    static final int FIELD = 256;

    private static final int LONGEST_ESCAPE = 6; // characters that JSON may take for one
    private static final int LONGEST_NUMBER = 40; // characters; no phone number has more, in groups

    /** Digits in a message id, where they are often no number: an id in hexadecimal has many in a row. */
    private static final Pattern DIGITS = Pattern.compile("\\+?\\d{9,}");

    private final Mask mask;
    private final boolean phones;
    /** Characters that the first cut keeps beyond the limit, since it may cut a secret or a number in two. */
    private final int margin;

    /**
     * As much of a text as has to wait in the queue.
     *
     * @param cut whether its last characters may be half a secret
     */
    record Kept(String text, boolean cut, int longest) {}

    /** @param phones whether phone numbers are written in full */
    LoggedText(Mask mask, boolean phones) {
        this.mask = mask;
        this.phones = phones;
        this.margin = Math.max(LONGEST_NUMBER, LONGEST_ESCAPE * mask.longest());
    }

    /** @param longest bytes that may be written of it */
    Kept kept(String text, int longest) {
        var kept = ForeignText.beginning(text, longest + margin);
        return new Kept(kept, kept.length() < text.length(), longest);
    }

    /**
     * A text with its secrets and phone numbers masked before it is cut, since half a secret would not be found.
     *
     * @param numbers the digits of each number of the batch, which are masked in any spelling
     */
    String written(Kept kept, Collection<String> numbers) {
        return written(kept, text -> PhoneNumbers.hiddenIn(text, numbers));
    }

    /** Secrets come first: one whose digits are masked would not be found any more. */
    private String written(Kept kept, UnaryOperator<String> withoutNumbers) {
        var secretless = mask.in(kept.text);
        return bounded(kept, phones ? secretless : withoutNumbers.apply(secretless));
    }

    /**
     * The id of a message, in which the numbers of its batch are masked, and digits that stand alone.
     *
     * @param numbers the digits of each number
     */
    String id(Kept kept, Collection<String> numbers) {
        return written(kept, text -> DIGITS.matcher(text)
                .replaceAll(run -> isNumber(text, run, numbers) ? number(run.group()) : run.group()));
    }

    private static boolean isNumber(String id, MatchResult run, Collection<String> numbers) {
        var alone = (run.start() == 0 || !Character.isLetter(id.charAt(run.start() - 1)))
                && (run.end() == id.length() || !Character.isLetter(id.charAt(run.end())));
        return alone || numbers.stream().anyMatch(run.group()::contains);
    }

    /** A phone number, with its last three digits only. */
    String number(String msisdn) {
        return phones ? msisdn : PhoneNumbers.hidden(msisdn);
    }

    /** What should be a phone number, where the dispatcher says so. */
    String number(Kept kept) {
        return number(bounded(kept, mask.in(kept.text)));
    }

    private String bounded(Kept kept, String masked) {
        var text = kept.cut ? ForeignText.beginning(masked, masked.length() - margin) : masked;
        var bytes = ByteBuffer.allocate(kept.longest);
        var rest = CharBuffer.wrap(text);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(rest, bytes, true);
        return text.substring(0, rest.position());
    }
}
