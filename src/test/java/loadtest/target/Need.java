package loadtest.target;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.settings.DataFile;

/**
 * Variables that a scenario cannot run without, written as {@code A and B or C}.
 *
 * @param choices of which one will do; each is a list of variables that belong together
 */
record Need(List<List<String>> choices) {
    private static final String SENTENCE = "[A-Z][A-Z0-9_]+( (and|or) [A-Z][A-Z0-9_]+)*";

    static List<Need> read(DataFile data) {
        var sentences = data.list("needs");
        for (int i = 0; i < sentences.size(); i++) {
            if (!sentences.get(i).matches(SENTENCE)) {
                throw data.wrongItem("needs", i, "variables, such as PERF_ORG_SLUG or PERF_PERSONA_FILE");
            }
        }
        return sentences.stream().map(Need::of).toList();
    }

    private static Need of(String sentence) {
        return new Need(Stream.of(sentence.split(" or "))
                .map(choice -> List.of(choice.split(" and ")))
                .toList());
    }

    Stream<String> variables() {
        return choices.stream().flatMap(List::stream);
    }

    /** What is missing in words; of a choice that was begun, the rest. */
    Optional<String> missing(Set<String> given) {
        if (choices.stream().anyMatch(given::containsAll)) {
            return Optional.empty();
        }
        var begun = choices.stream()
                .filter(choice -> choice.stream().anyMatch(given::contains))
                .findFirst();
        return Optional.of(begun.map(choice ->
                        choice.stream().filter(name -> !given.contains(name)).collect(Collectors.joining(" and ")))
                .orElseGet(this::described));
    }

    private String described() {
        var first = String.join(" and ", choices.get(0));
        var others = choices.stream()
                .skip(1)
                .map(choice -> String.join(" and ", choice))
                .toList();
        return others.isEmpty() ? first : first + " (or " + String.join(", or ", others) + ")";
    }
}
