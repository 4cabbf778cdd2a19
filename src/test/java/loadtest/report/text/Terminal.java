package loadtest.report.text;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loadtest.settings.ForeignText;

/**
 * What the reader's end of the console can show. Whatever is printed through it is harmless, since its texts may quote
 * the target: it alone makes the sequences that colour a text.
 *
 * @param width the most characters of a line
 * @param colours whether sequences for colours have an effect
 * @param symbols whether its encoding has the marks of the page
 */
public record Terminal(int width, boolean colours, boolean symbols) {
    /** Where nobody says how wide it is. */
    static final int IN_A_LOG = 78;

    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
    private static final int MARKED = 2;
    private static final int LABELLED = 12;

    /** The console of this process. */
    public static Terminal ofThisProcess() {
        return of(System.getenv(), System.getProperty("style.color", ""), Screen.ofThisProcess());
    }

    /**
     * A console.
     *
     * @param environment of the process: {@code NO_COLOR}, {@code FORCE_COLOR}, {@code COLUMNS}, and what names a build server
     * @param styleColor Maven's {@code style.color}: always, never, or anything else for neither
     * @param screen the terminal that shows it
     */
    static Terminal of(Map<String, String> environment, String styleColor, Screen screen) {
        return new Terminal(
                width(environment, screen),
                colours(environment, styleColor, screen),
                Charset.forName(System.getProperty(
                                "stdout.encoding", Charset.defaultCharset().name()))
                        .newEncoder()
                        .canEncode("✓✗·▕" + EIGHTHS));
    }

    private static boolean colours(Map<String, String> environment, String styleColor, Screen screen) {
        if (isSet(environment, "NO_COLOR") || styleColor.equals("never")) {
            return false;
        }
        if (isSet(environment, "FORCE_COLOR")) {
            return !environment.get("FORCE_COLOR").matches("0|false");
        }
        // The log of GitHub Actions shows colours; other build servers may show the sequences themselves.
        var log = "true".equals(environment.get("GITHUB_ACTIONS"));
        var shown = screen.isTerminal() && !"dumb".equals(environment.get("TERM")) && !isSet(environment, "CI");
        return styleColor.equals("always") || log || shown;
    }

    private static int width(Map<String, String> environment, Screen screen) {
        var columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9]\\d{0,4}")) {
            return Math.max(Screen.NARROWEST, Integer.parseInt(columns));
        }
        return screen.columns().orElse(IN_A_LOG);
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    public String styled(Tone tone, String text) {
        var shown = ForeignText.inOneLine(text);
        return colours && tone != Tone.PLAIN && !text.isBlank()
                ? "\u001b[" + tone.code() + "m" + shown + "\u001b[0m"
                : shown;
    }

    /** A separator between two facts of a line. */
    public String between() {
        return symbols ? " · " : " - ";
    }

    public String mark(Mark mark) {
        return styled(mark.tone, symbol(mark));
    }

    String symbol(Mark mark) {
        return symbols ? mark.symbol : mark.letter;
    }

    /** A text behind its mark, in lines. */
    List<String> marked(Mark mark, Tone tone, String text) {
        var lines = new ArrayList<>(wrapped(tone, text, MARKED));
        lines.set(0, mark(mark) + " " + lines.get(0).substring(MARKED));
        return lines;
    }

    /**
     * A bar of progress.
     *
     * @param done from 0 to 1
     * @param wide characters without its two ends
     */
    String bar(double done, int wide) {
        if (!symbols) {
            var full = (int) (done * wide);
            return "[" + "#".repeat(full) + " ".repeat(wide - full) + "]";
        }
        var eighths = (int) (done * wide * EIGHTHS.length());
        var full = "█".repeat(eighths / EIGHTHS.length());
        var part = eighths % EIGHTHS.length() == 0
                ? ""
                : EIGHTHS.substring(eighths % EIGHTHS.length() - 1).substring(0, 1);
        return "▕" + full + part + " ".repeat(wide - full.length() - part.length()) + "▏";
    }

    /** How something ended, in one character; a word beside it says the same. */
    public enum Mark {
        KEPT("✓", "+", Tone.GOOD),
        BROKEN("✗", "x", Tone.BAD),
        NEITHER("·", "-", Tone.QUIET);

        private final String symbol;
        private final String letter;
        private final Tone tone;

        Mark(String symbol, String letter, Tone tone) {
            this.symbol = symbol;
            this.letter = letter;
            this.tone = tone;
        }
    }

    /**
     * A text in lines, broken between words. A word that is longer than a line, such as an address, is broken, too.
     *
     * @param indent blanks before each line
     */
    public List<String> wrapped(Tone tone, String text, int indent) {
        var room = Math.max(1, width - indent);
        var lines = new ArrayList<String>();
        var left = ForeignText.inOneLine(text).strip();
        while (left.length() > room) {
            var blank = left.lastIndexOf(' ', room);
            var end = blank > 0 ? blank : ForeignText.beginning(left, room).length();
            lines.add(left.substring(0, end).stripTrailing());
            left = left.substring(end).strip();
        }
        lines.add(left);
        return lines.stream()
                .map(line -> (" ".repeat(indent) + styled(tone, line)).stripTrailing())
                .toList();
    }

    /** A text behind its label; what does not fit continues below the text. */
    public List<String> entry(String label, String text) {
        var lines = new ArrayList<>(wrapped(Tone.PLAIN, text, LABELLED));
        lines.set(0, String.format(Locale.ROOT, "  %-10s", label) + lines.get(0).substring(LABELLED));
        return lines;
    }

    /** Fills a cell up to its width; the tone does not count. */
    public String cell(Tone tone, String text, int wide) {
        return styled(tone, text) + " ".repeat(Math.max(0, wide - text.length()));
    }
}
