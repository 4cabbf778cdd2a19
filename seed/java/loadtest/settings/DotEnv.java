package loadtest.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} as Docker Compose does: {@code NAME=value}, with or without {@code export}. A value without quotes
 * ends where a blank and {@code #} begin a comment. In single quotes it is taken as it is, in double quotes a backslash
 * escapes, and either may have several lines. Where Compose would put another variable in place of {@code $NAME}, or
 * take a line for something else, this refuses. No error shows a value, which may be a secret.
 */
final class DotEnv {
    private static final String FILE = ".env";

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern COMMENT = Pattern.compile("#[^\\n]*");
    private static final Pattern NAME = Pattern.compile("(?:export[ \\t]+)?([\\w.-]+)[ \\t]*=");
    private static final Pattern SINGLE = Pattern.compile("[ \\t]*'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'", Pattern.DOTALL);
    private static final Pattern DOUBLE =
            Pattern.compile("[ \\t]*\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"", Pattern.DOTALL);
    private static final Pattern OPENED = Pattern.compile("[ \\t]*['\"]");
    private static final Pattern LINE = Pattern.compile("[^\\n]*");
    private static final Pattern ENDING_COMMENT = Pattern.compile("[ \\t]#");
    private static final Pattern END_OF_LINE = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\n|\\z)");

    private static final Pattern REPLACED = Pattern.compile("\\$[A-Za-z_{$]");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:([abfnrtv$\"\\\\])|0([0-3][0-7]{2}))", Pattern.DOTALL);
    private static final String ESCAPED = "abfnrtv";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000B";

    private final String text;
    private final Matcher matcher;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int read; // characters

    private DotEnv(String text) {
        this.text = text;
        this.matcher = NAME.matcher(text);
    }

    /**
     * The variables of a folder's {@code .env}; none where there is no such file.
     *
     * @throws BadInput naming the line that cannot be read, or that sets a variable once more
     */
    static Map<String, String> in(Path folder) {
        var file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? of(TextFile.read(FILE, file)) : Map.of();
        } catch (IOException e) {
            throw new BadInput(FILE + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Map<String, String> of(String text) {
        var file = new DotEnv(text);
        while (file.read < text.length()) {
            if (!file.take(SPACE) && !file.take(COMMENT)) {
                file.assignment();
            }
        }
        return file.values;
    }

    private void assignment() {
        if (!take(NAME)) {
            throw wrong("not NAME=value; see .env.example for the form of each line");
        }
        var name = matcher.group(1);
        var before = lines.putIfAbsent(name, line());
        if (before != null) {
            throw wrong(name + " is written twice, first in line " + before + "; write it once");
        }
        values.put(name, value(name));
    }

    private String value(String name) {
        if (take(SINGLE)) {
            return ended(name, matcher.group(1).replace("\\'", "'"));
        }
        if (take(DOUBLE)) {
            var inner = matcher.group(1);
            requireNothingReplaced(name, inner.replaceAll("(?s)\\\\.", ""));
            return ended(name, ESCAPE.matcher(inner).replaceAll(DotEnv::unescaped));
        }
        if (take(OPENED)) {
            throw wrong("the quote before the value of " + name + " is not closed");
        }
        take(LINE);
        var line = matcher.group();
        var comment = ENDING_COMMENT.matcher(line);
        var value = comment.find() ? line.substring(0, comment.start()) : line;
        requireNothingReplaced(name, value);
        if (quotes(value) % 2 == 1 && quotes(line) > quotes(value)) {
            throw wrong("the value of " + name + " has # between quotes; put all of it into single quotes");
        }
        return value.strip();
    }

    private String ended(String name, String value) {
        if (!take(END_OF_LINE)) {
            throw wrong("more than a comment follows the quoted value of " + name
                    + "; a quote within quotes is written \\' or \\\"");
        }
        return value;
    }

    private void requireNothingReplaced(String name, String value) {
        if (REPLACED.matcher(value).find()) {
            throw wrong("$ in the value of " + name + " would stand for another variable; put the value into single"
                    + " quotes, where it stands for itself");
        }
    }

    private static String unescaped(MatchResult escape) {
        if (escape.group(2) != null) {
            return Matcher.quoteReplacement("" + (char) Integer.parseInt(escape.group(2), 8));
        }
        var place = ESCAPED.indexOf(escape.group(1));
        return Matcher.quoteReplacement(place < 0 ? escape.group(1) : MEANT.substring(place, place + 1));
    }

    private static long quotes(String text) {
        return text.chars().filter(c -> c == '"').count();
    }

    /** Whether this is what comes next; it is read then. */
    private boolean take(Pattern pattern) {
        var found = matcher.usePattern(pattern).region(read, text.length()).lookingAt();
        if (found) {
            read = matcher.end();
        }
        return found;
    }

    private BadInput wrong(String why) {
        return new BadInput(FILE + " line " + line() + ": " + why);
    }

    /** Where it has read to. */
    private int line() {
        return 1 + (int) text.substring(0, read).chars().filter(c -> c == '\n').count();
    }
}
