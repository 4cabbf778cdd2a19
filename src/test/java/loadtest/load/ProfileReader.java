package loadtest.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import loadtest.settings.DataFile;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;

/** Reads one profile of a scenario's file, and refuses a load of nobody or of more than can be counted. */
final class ProfileReader {
    /** An hour of as many a second as one generator can start. Each is counted, so more would take long to read. */
    static final int MOST_USERS = 20_000_000;

    private static final String[] WORDS = {
        "open", "closed", "every", "targets", "slows-down", "gates-latency", "any-length", "judges-drift", "settles"
    };

    private static final Duration LONGEST = Duration.ofDays(1);

    private ProfileReader() {}

    static Profile read(String name, DataFile data) {
        data.only(WORDS);
        var open = data.has("open");
        if (open == data.has("closed")) {
            throw data.wrong("open", "one of the two lists 'open' and 'closed'");
        }
        var model = open ? "open" : "closed";
        var steps = steps(data, model, open);
        if (open && data.has("every")) {
            throw data.wrong("every", "a closed model only: users of an open one come once");
        }
        return new Profile(
                name,
                new Injection(open, data.list(model), steps),
                data.duration("every"),
                targets(data, users(steps, open)),
                ProfileRules.read(data, steps),
                "");
    }

    private static List<Step> steps(DataFile data, String model, boolean open) {
        var words = open ? Step.OPEN_WORDS : Step.CLOSED_WORDS;
        var sentences = data.list(model);
        var steps = new ArrayList<Step>();
        for (int i = 0; i < sentences.size(); i++) {
            var some = steps(sentences, i, open);
            if (some.isEmpty()) {
                throw data.wrongItem(model, i, words);
            }
            if (some.stream().anyMatch(step -> startsNobody(step, open))) {
                throw data.wrongItem(model, i, "a step that starts somebody, such as " + words);
            }
            steps.addAll(some);
        }
        if (steps.isEmpty()) {
            throw data.wrong(model, words);
        }
        if (isTooMuch(steps, open)) {
            throw data.wrong(
                    model, "steps that take a day at the most, and start " + MOST_USERS + " users at the most");
        }
        return List.copyOf(steps);
    }

    /** Those of one sentence; none where it is not of the vocabulary. */
    private static List<Step> steps(List<String> sentences, int index, boolean open) {
        var sentence = sentences.get(index);
        return (open ? Step.open(sentence) : Step.closed(sentence))
                .map(List::of)
                .orElse(open && sentences.size() == 1 ? Step.climb(sentence) : List.of());
    }

    private static boolean isTooMuch(List<Step> steps, boolean open) {
        return Step.length(steps).compareTo(LONGEST) > 0 || users(steps, open) > MOST_USERS;
    }

    /** Whether a load that was made of another one would be taken from a file, too. */
    static boolean isPossible(Injection load) {
        return !isTooMuch(load.steps(), load.open())
                && load.steps().stream().noneMatch(step -> startsNobody(step, load.open()));
    }

    /** The engine starts whole users only, so a low rate may start nobody in a short time. */
    private static boolean startsNobody(Step step, boolean open) {
        return Math.max(step.from(), step.to()) == 0
                || open
                        && !Injection.openStep(step)
                                .asScala()
                                .chain(CollectionConverters.asScala(Collections.<FiniteDuration>emptyIterator()))
                                .hasNext();
    }

    /** Arrivals of an open model, near enough; of a closed one the most at any time. */
    private static double users(List<Step> steps, boolean open) {
        return open ? steps.stream().mapToDouble(Step::arrivals).sum() : Step.most(steps);
    }

    private static Optional<Integer> targets(DataFile data, double users) {
        var targets = data.wholeNumber("targets");
        if (targets.filter(number -> number < 1).isPresent()) {
            throw data.wrong("targets", "a whole number from 1");
        }
        if (targets.filter(number -> number < users).isPresent()) {
            throw data.wrong("targets", "at least as many targets as users, who would have nothing to do");
        }
        return targets;
    }
}
