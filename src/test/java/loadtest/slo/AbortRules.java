package loadtest.slo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.settings.DataFile;

/**
 * The abort criteria of a scenario's file.
 *
 * @param backlog those on the dispatcher's backlog
 */
public record AbortRules(List<AbortRule> rules, List<BacklogRule> backlog) {
    private static final Duration WINDOW = Duration.ofSeconds(60);

    /**
     * Reads the block {@code abort} of a scenario's file. Without the block there are no criteria.
     *
     * @param scenario its id
     * @param file the whole scenario file
     * @throws loadtest.settings.BadInput for a word or value that is not of the vocabulary, a request the scenario
     *     does not send, or a criterion that is never reached
     */
    public static AbortRules read(String scenario, DataFile file) {
        var data = file.child("abort");
        var window = data.duration("window").orElse(WINDOW);
        if (window.toSeconds() < 1 || window.toMillis() % 1000 != 0) {
            throw data.wrong("window", "whole seconds, such as 60 s");
        }
        var known = file.child("requests").words();
        var byBacklog = data.words().stream()
                .filter(word -> !word.equals("window"))
                .collect(Collectors.partitioningBy(word -> isBacklog(data, word)));
        var rules = byBacklog.get(false).stream()
                .map(word -> AbortRule.read(scenario, word, data.child(word), window))
                .toList();
        for (var rule : rules) {
            if (rule.request()
                    .filter(request -> !known.contains(request.name()))
                    .isPresent()) {
                throw data.child(rule.name())
                        .wrong("request", "a request of this scenario: " + String.join(", ", known));
            }
        }
        var backlog = byBacklog.get(true).stream()
                .map(word -> BacklogRule.read(scenario, word, data.child(word), window))
                .toList();
        return new AbortRules(rules, backlog);
    }

    /** The same criteria on requests that run in the group of their scenario. */
    public AbortRules grouped() {
        return new AbortRules(rules.stream().map(AbortRule::grouped).toList(), backlog);
    }

    private static boolean isBacklog(DataFile data, String word) {
        return data.isBlock(word) && Source.named(data.child(word)).equals(Optional.of(Source.BACKLOG));
    }
}
