package loadtest.settings;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of variables that are known here.
 *
 * @param settings those of {@code reference.conf}
 * @param others what other parts of this project read
 * @param gone what the older scripts read and nothing here does, each with what to do instead
 * @param seeder the settings that the seeder reads
 */
public record VariableNames(Set<String> settings, Set<String> others, Map<String, String> gone, Set<String> seeder) {
    private static final String PREFIX = "PERF_";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\?([A-Z][A-Z0-9_]+)}");

    /** Reads them from the class path. */
    public static VariableNames known() {
        var settings = VARIABLE.matcher(ClassPath.text("reference.conf"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var data = DataFile.parse(ClassPath.text("variables.conf"), "variables.conf")
                .only("gone", "others", "seeder");
        var gone = data.child("gone");
        var instead = gone.words().stream().collect(Collectors.toMap(Function.identity(), name -> gone.text(name)
                .orElseThrow()));
        return new VariableNames(settings, Set.copyOf(data.list("others")), instead, Set.copyOf(data.list("seeder")));
    }

    /**
     * What is spelt most like this name: a variable that is read here or was once, or a property such as
     * {@code -Dprofile}; of several the first in the alphabet. Empty where nothing is alike.
     */
    Optional<String> nearest(String name) {
        var variables = Stream.of(settings, others, gone.keySet()).flatMap(Set::stream);
        var properties = Variables.PROPERTIES.stream().map(property -> "-D" + property);
        return Stream.concat(variables, properties)
                .filter(known -> distance(name, spelling(known)) <= alike(name))
                .min(Comparator.comparingInt((String known) -> distance(name, spelling(known)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A third of a name may be another, so that what has nothing in common with it is not proposed. */
    private static int alike(String name) {
        return Math.max(0, name.length() - PREFIX.length()) / 3;
    }

    /** How a property would be spelt as a variable. */
    private static String spelling(String known) {
        return known.startsWith("-D")
                ? PREFIX + known.substring(2).toUpperCase(Locale.ROOT).replace('.', '_')
                : known;
    }

    /** How many characters must be put in, taken out or replaced to make one text of the other (Levenshtein). */
    static int distance(String one, String other) {
        var before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                var replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], before[j]));
            }
            before = row;
        }
        return before[other.length()];
    }
}
