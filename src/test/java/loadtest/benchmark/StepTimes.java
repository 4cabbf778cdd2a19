package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import loadtest.settings.StartSteps;

/**
 * The steps of one run or of several after another, as {@link StartSteps} printed them.
 *
 * @param steps in the order in which they were done
 */
record StepTimes(List<Step> steps) {
    private static final String OF_THE_STAND_IN = "stand-in: ";
    private static final Pattern LINE = Pattern.compile(StartSteps.MARK + "(\\d+) (\\d+) (.+)");

    /**
     * One step.
     *
     * @param at milliseconds since the run began
     * @param cpu milliseconds that its process used for it
     */
    record Step(String name, double at, double cpu) {}

    /**
     * Reads what a run printed.
     *
     * @param begin milliseconds since 1970
     */
    static StepTimes read(Path output, long begin) throws IOException {
        var before = new HashMap<Boolean, Long>();
        var steps = new ArrayList<Step>();
        for (var line : Files.readAllLines(output)) {
            var found = LINE.matcher(line);
            if (found.matches()) {
                var name = found.group(3);
                var cpu = Long.parseLong(found.group(2));
                var used = cpu - before.getOrDefault(name.startsWith(OF_THE_STAND_IN), 0L);
                before.put(name.startsWith(OF_THE_STAND_IN), cpu);
                steps.add(new Step(name, Long.parseLong(found.group(1)) - begin, used));
            }
        }
        return new StepTimes(steps);
    }

    /**
     * When a step was done.
     *
     * @throws IllegalStateException if it was not
     */
    double at(String name) {
        return step(name).at();
    }

    Step step(String name) {
        return steps.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no step '" + name + "' was told: " + steps));
    }

    /** How long the loads took together, from the first request of each to its end. */
    Duration loads() {
        return Duration.ofMillis(Math.round(sum(StartSteps.LOAD_ENDED) - sum(StartSteps.FIRST_REQUEST)));
    }

    private double sum(String name) {
        return steps.stream()
                .filter(one -> one.name().equals(name))
                .mapToDouble(Step::at)
                .sum();
    }
}
