package loadtest.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** Adds all of another. */
    public void add(Map<String, List<String>> others) {
        others.forEach((kind, ids) -> ids.forEach(id -> add(kind, id)));
    }

    /** The ids, as they are shown, by kind. */
    public Map<String, List<String>> byKind() {
        return Map.copyOf(found);
    }

    public Violations addIf(boolean wrong, String kind, String which) {
        return wrong ? add(kind, which) : this;
    }

    private static String shown(String which) {
        var plain = which.replaceAll("[^\\w.*+-]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    /**
     * The promise is met if there is no violation and at least one thing was examined. The violations come first.
     *
     * @param seen what was examined, in words
     */
    public Finding finding(String seen, long samples) {
        return Finding.of(found.isEmpty() && samples > 0, found.isEmpty() ? seen : words() + "; " + seen, samples);
    }

    /** What to append to other words, such as {@code ; 2 without an event: a, b}; empty without any. */
    public String listed() {
        return found.isEmpty() ? "" : "; " + words();
    }

    private String words() {
        return found.entrySet().stream()
                .map(kind -> kind.getValue().size() + " " + kind.getKey() + ": " + examples(kind.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String examples(List<String> ids) {
        return String.join(", ", ids.subList(0, Math.min(EXAMPLES, ids.size())))
                + (ids.size() > EXAMPLES ? ", ..." : "");
    }
}
