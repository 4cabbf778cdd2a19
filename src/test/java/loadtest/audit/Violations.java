package loadtest.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loadtest.slo.Finding;

/** What is wrong with some of many things, by kind, each with a few examples for whoever looks into it. */
public final class Violations {
    private static final int EXAMPLES = 3;
    private static final int LONGEST = 40; // characters
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    /**
     * @param kind as it reads after a number, such as {@code without an event}
     * @param which its id; may come from an answer, and is cut down to what can be shown
     */
    public Violations add(String kind, String which) {
        found.computeIfAbsent(kind, name -> new ArrayList<>()).add(shown(which));
        return this;
    }

    public Violations addIf(boolean wrong, String kind, String which) {
        return wrong ? add(kind, which) : this;
    }

    private static String shown(String which) {
        var plain = which.replaceAll("[^\\w.*+-]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    /**
     * Holds where nothing is wrong with anything, and there was something to look at.
     *
     * @param seen what was looked at, in words
     */
    public Finding finding(String seen, long samples) {
        var actual = new StringBuilder(seen);
        found.forEach((kind, which) -> actual.append("; ")
                .append(which.size())
                .append(' ')
                .append(kind)
                .append(": ")
                .append(String.join(", ", which.subList(0, Math.min(EXAMPLES, which.size()))))
                .append(which.size() > EXAMPLES ? ", ..." : ""));
        return Finding.of(found.isEmpty() && samples > 0, actual.toString(), samples);
    }
}
