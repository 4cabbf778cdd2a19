package loadtest.scenario.campaign;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loadtest.settings.ForeignText;
import loadtest.settings.Mask;

/** Cuts and masks what the dispatcher said for the response log: a text is cut, masked and cut again. */
final class LoggedText {
    /** Bytes of a body's unknown part. */
    static final int BODY = 2048;

    /** Bytes of a message id, or of the reason of a rejection. */
    static final int FIELD = 256;

    private static final int LONGEST_ESCAPE = 6; // characters that JSON may take for one
    private static final int LONGEST_NUMBER = 40; // characters; no phone number has more, in groups
    private static final int SHOWN_DIGITS = 3;
    private static final int NATIONAL_DIGITS = 9;
    private static final String HIDDEN = "***";

    /** Six or more digits before the last three; not those of a fraction of a second, which dispatchers report. */
    private static final Pattern PHONE = Pattern.compile("(?<!\\d)(?<!:\\d\\d\\.)\\+?\\d{6,}(?=\\d{3}(?!\\d))");

    /** A phone number as people write it, its digits in groups. A date with its time looks the same. */
    static final String SPELLED = "\\+?\\(?\\d(?:[ .()/\\u00a0-]{0,2}\\d){8,}";

    private static final Pattern GROUPS = Pattern.compile(SPELLED);

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
        return written(kept, text -> PHONE.matcher(spelled(text, numbers)).replaceAll(HIDDEN));
    }

    /** Secrets come first: one whose digits are masked would not be found any more. */
    private String written(Kept kept, UnaryOperator<String> withoutNumbers) {
        var secretless = mask.in(kept.text);
        return bounded(kept, phones ? secretless : withoutNumbers.apply(secretless));
    }

    private String spelled(String text, Collection<String> numbers) {
        return GROUPS.matcher(text).replaceAll(found -> {
            var digits = LoggedAnswer.digits(found.group());
            var spelled = !PHONE.matcher(found.group()).find() // or else it is masked as one
                    && (found.group().startsWith("+")
                            || numbers.stream().anyMatch(number -> digits.contains(national(number))));
            return Matcher.quoteReplacement(spelled ? number(digits) : found.group());
        });
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

    /** Without the code of the country, which people leave out. */
    private static String national(String digits) {
        return digits.substring(Math.max(0, digits.length() - NATIONAL_DIGITS));
    }

    /** A phone number, with its last three digits only. */
    String number(String msisdn) {
        return phones ? msisdn : HIDDEN + msisdn.substring(Math.max(0, msisdn.length() - SHOWN_DIGITS));
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
