package loadtest.settings;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides phone numbers in a text of others but for their last digits. */
public final class PhoneNumbers {
    /** A phone number as people write it, its digits in groups. A date with its time looks the same. */
    public static final String SPELLED = "\\+?\\(?\\d(?:[ .()/\\u00a0-]{0,2}\\d){8,}";

    private static final int SHOWN_DIGITS = 3;
    private static final int NATIONAL_DIGITS = 9;
    private static final String HIDDEN = "***";

    /** Six or more digits before the last three; not those of a fraction of a second, which servers report. */
    private static final Pattern WHOLE = Pattern.compile("(?<!\\d)(?<!:\\d\\d\\.)\\+?\\d{6,}(?=\\d{3}(?!\\d))");

    /** A UUID, or the id of a trace: it may have many digits in a row, and no phone number has sixteen. */
    private static final Pattern ID = Pattern.compile(
            "(?<![\\w+])(?:\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|\\p{XDigit}{16,})(?!\\w)");

    private static final Pattern GROUPS = Pattern.compile(SPELLED);

    private PhoneNumbers() {}

    /**
     * The text without numbers, as far as they are known by their form: digits in groups need the plus, and those of an
     * id stay.
     */
    public static String hiddenIn(String text) {
        var hidden = new StringBuilder();
        var rest = 0;
        for (var ids = ID.matcher(text); ids.find(); rest = ids.end()) {
            hidden.append(hiddenIn(text.substring(rest, ids.start()), List.of()))
                    .append(ids.group());
        }
        return hidden.append(hiddenIn(text.substring(rest), List.of())).toString();
    }

    /**
     * The same where some numbers are known.
     *
     * @param numbers the digits of each, which are hidden in any spelling
     */
    public static String hiddenIn(String text, Collection<String> numbers) {
        return WHOLE.matcher(spelled(text, numbers)).replaceAll(HIDDEN);
    }

    private static String spelled(String text, Collection<String> numbers) {
        return GROUPS.matcher(text).replaceAll(found -> {
            var digits = digits(found.group());
            var spelled = !WHOLE.matcher(found.group()).find() // or else it is hidden as one
                    && (found.group().startsWith("+")
                            || numbers.stream().anyMatch(number -> digits.contains(national(number))));
            return Matcher.quoteReplacement(spelled ? hidden(digits) : found.group());
        });
    }

    /** A number, with its last three digits only. */
    public static String hidden(String number) {
        return HIDDEN + number.substring(Math.max(0, number.length() - SHOWN_DIGITS));
    }

    /** Without the code of the country, which people leave out. */
    private static String national(String digits) {
        return digits.substring(Math.max(0, digits.length() - NATIONAL_DIGITS));
    }

    /** Only the digits of a number. */
    public static String digits(String number) {
        return number.replaceAll("\\D", "");
    }
}
