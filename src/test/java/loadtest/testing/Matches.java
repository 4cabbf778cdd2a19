package loadtest.testing;

import java.util.List;
import java.util.regex.Pattern;

/** Finds the places of a text that match a pattern. */
public final class Matches {
    private Matches() {}

    /** What the first group of the pattern has taken, in the order of the places. */
    public static List<String> in(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
