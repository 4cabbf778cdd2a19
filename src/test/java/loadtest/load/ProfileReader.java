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
    private static final int MOST_USERS = 20_000_000;

    private static final Duration LONGEST = Duration.ofDays(1);

    private ProfileReader() {}

    static Profile read(String name, DataFile data) {
        data.only("open", "closed", "every", "targets", "slows-down", "gates-latency");
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
                data.flag("slows-down"),
                !data.has("gates-latency") || data.flag("gates-latency"));
    }

    private static List<Step> steps(DataFile data, String model, boolean open) {
        var words = open ? Step.OPEN_WORDS : Step.CLOSED_WORDS;
        var sentences = data.list(model);
        var steps = new ArrayList<Step>();
        for (int i = 0; i < sentences.size(); i++) {
            var index = i;
            var step = (open ? Step.open(sentences.get(i)) : Step.closed(sentences.get(i)))
                    .orElseThrow(() -> data.wrongItem(model, index, words));
            if (startsNobody(step, open)) {
                throw data.wrongItem(model, index, "a step that starts somebody, such as " + words);
            }
            steps.add(step);
        }
        if (steps.isEmpty()) {
            throw data.wrong(model, words);
        }
        if (Step.length(steps).compareTo(LONGEST) > 0 || users(steps, open) > MOST_USERS) {
            throw data.wrong(
                    model, "steps that take a day at the most, and start " + MOST_USERS + " users at the most");
        }
        return List.copyOf(steps);
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
