package loadtest.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loadtest.slo.Finding;

/** The violations that an audit found, by kind, each with up to three ids as examples. */
public final class Violations {
    private static final int EXAMPLES = 3;
    private static final int LONGEST = 40; // characters
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    /**
     * @param kind as it reads after a number, such as {@code without an event}
     * @param which the id; unsafe characters are replaced and a long one is cut, since it may come from a response
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
     * The promise is met if there is no violation and at least one thing was examined.
     *
     * @param seen what was examined, in words
     */
    public Finding finding(String seen, long samples) {
        return Finding.of(found.isEmpty() && samples > 0, seen + listed(), samples);
    }

    /** Each kind in words, such as {@code ; 2 without an event: a, b}; empty without any. */
    public String listed() {
        var words = new StringBuilder();
        found.forEach((kind, which) -> words.append("; ")
                .append(which.size())
                .append(' ')
                .append(kind)
                .append(": ")
                .append(String.join(", ", which.subList(0, Math.min(EXAMPLES, which.size()))))
                .append(which.size() > EXAMPLES ? ", ..." : ""));
        return words.toString();
    }
}
