package loadtest.settings;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Makes text of others harmless: an answer of the target, a message of its database, an exception that quotes either.
 * Its control characters and commands are shown and have no effect on a terminal, on the order in which a line is read,
 * or on a build server that takes commands from its log.
 */
public final class ForeignText {
    /** Characters of a failure's reason that are shown. */
    private static final int LONGEST = 300;

    /** Longer than any secret, so that of one that is cut in two nothing is shown. */
    private static final int MARGIN = 10_000;

    /** Controls, formats such as bidirectional overrides, separators of lines, halves of characters, private use. */
    private static final String HIDDEN = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}]";

    private static final Pattern IN_A_LINE = Pattern.compile(HIDDEN);
    private static final Pattern IN_LINES =
            Pattern.compile("(?!\\t|\\n|" + Pattern.quote(System.lineSeparator()) + ")" + HIDDEN);

    /** Commands of GitHub's runner and of Azure's and TeamCity's, which are found anywhere in a line. */
    private static final String ANYWHERE = "#(?=#(\\w*)\\[)";

    /** GitHub's other form counts at the beginning of a line, behind any white space. */
    private static final Pattern COMMAND =
            Pattern.compile("(?mU)" + ANYWHERE + "|(?<=^\\s{0,200}):(?=:\\s*\\p{Alpha})");

    /** The engine begins a line where a long message is full, so that each may be a beginning. */
    private static final Pattern ANY_COMMAND = Pattern.compile(ANYWHERE + "|:(?=:\\s*\\p{Alpha})");

    private ForeignText() {}

    /** Why something failed, as others say it: in one line of bounded length, without secrets. */
    public static String shown(String text) {
        return shown(text, LONGEST, Mask.current()::in);
    }

    /** @param mask hides secrets, before the text is cut */
    private static String shown(String text, int most, UnaryOperator<String> mask) {
        var whole = text.length() <= most + MARGIN;
        var masked = mask.apply(whole ? text : beginning(text, most + MARGIN));
        var kept = whole ? masked : beginning(masked, masked.length() - MARGIN);
        var line = ANY_COMMAND.matcher(inOneLine(kept)).replaceAll(match -> escaped(match.group()));
        return whole && line.length() <= most ? line : beginning(line, most) + "...";
    }

    /** The same without phone numbers, for texts that may hold what a target knows of its users. */
    public static String shownWithoutNumbers(String text, int most) {
        return shown(text, most, all -> PhoneNumbers.hiddenIn(Mask.current().in(all)));
    }

    /** How many characters of a longer text must be handed over to show so many. */
    public static int kept(int most) {
        return most + MARGIN + 1;
    }

    /**
     * The beginning of a text. A character that takes two units is never cut in two: half of one cannot be written in
     * UTF-8.
     *
     * @param most UTF-16 units; none where it is negative
     */
    public static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Math.max(0, most);
        return text.substring(
                0, end > 0 && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end)) ? end - 1 : end);
    }

    /** The same, with dots where the rest is left out. */
    public static String shortened(String text, int most) {
        return text.length() <= most ? text : beginning(text, most) + "...";
    }

    /** All of a text in one line. */
    public static String inOneLine(String text) {
        return broken(IN_A_LINE.matcher(text).replaceAll(match -> escaped(match.group())));
    }

    /** A text of several lines, which stay. */
    public static String lines(String text) {
        return broken(IN_LINES.matcher(text).replaceAll(match -> escaped(match.group())));
    }

    private static String broken(String text) {
        return COMMAND.matcher(text).replaceAll(match -> escaped(match.group()));
    }

    /** As in JSON, where a backslash alone would not survive the replacing. */
    private static String escaped(String found) {
        var escaped = new StringBuilder();
        found.chars().forEach(unit -> escaped.append("\\\\u%04x".formatted(unit)));
        return escaped.toString();
    }
}
