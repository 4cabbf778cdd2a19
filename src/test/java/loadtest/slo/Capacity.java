package loadtest.slo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a climb has shown: the highest arrival rate at which every promise held that could be judged.
 *
 * @param held users a second; null where no step held
 * @param brokeAt users a second in the lowest step that broke a promise; null where none did
 * @param ceiling users a second in the highest step that was planned
 * @param ceilingBy what set it below that of the scenario's file, in words; empty where nothing did
 * @param steps in the order of the climb
 */
public record Capacity(Double held, Double brokeAt, double ceiling, String ceilingBy, List<Step> steps)
        implements Observation {
    /** How one step came out. */
    public enum StepOutcome {
        HELD,
        BROKE,
        /** No request had samples enough, or one was never sent although users came. */
        NOT_JUDGED,
        /** A lower step broke a promise, or the load did not get that far. */
        NOT_TRIED
    }

    /**
     * One step.
     *
     * @param perSecond users
     * @param users who were due once it had settled; all figures are of that time
     * @param broke the promises that it broke; empty in any other outcome
     */
    public record Step(
            double perSecond, long users, StepOutcome outcome, List<Verdict> broke, List<StepFigures> requests) {
        static Step notTried(CapacityLevel level) {
            return new Step(level.perSecond(), level.users(), StepOutcome.NOT_TRIED, List.of(), List.of());
        }

        boolean is(StepOutcome other) {
            return outcome == other;
        }
    }

    /**
     * One request within a step.
     *
     * @param p95 milliseconds
     * @param judged false where it had too few samples
     */
    public record StepFigures(String name, long samples, long p95, double failedPercent, boolean judged) {}

    static Capacity of(List<Step> steps, String ceilingBy) {
        var broken = steps.stream().filter(step -> step.is(StepOutcome.BROKE)).findFirst();
        var held = steps.stream()
                .filter(step -> step.is(StepOutcome.HELD))
                .reduce((lower, higher) -> higher); // those above a broken one were not tried
        return new Capacity(
                held.map(Step::perSecond).orElse(null),
                broken.map(Step::perSecond).orElse(null),
                steps.get(steps.size() - 1).perSecond(),
                ceilingBy,
                steps);
    }

    /** How far the climb came, such as {@code 15 per second held}. */
    public String words() {
        return held == null ? "no step held" : Wording.perSecond(held) + " held";
    }

    /** The promises that the lowest broken step broke. */
    List<Verdict> broke() {
        return steps.stream().flatMap(step -> step.broke().stream()).toList();
    }

    /** The samples on which the highest rate that held rests. */
    long samples() {
        return requestsOfHeld().mapToLong(StepFigures::samples).sum();
    }

    /** The requests that its step could not judge, in words; empty where there are none. */
    String notJudged() {
        var few = requestsOfHeld()
                .filter(request -> !request.judged())
                .map(request -> request.name() + " " + request.samples())
                .collect(Collectors.joining(", "));
        return few.isEmpty() ? "" : "too few samples to judge in that step: " + few;
    }

    /** The requests for want of which the first step that could not be judged was not, in words; empty where there is none. */
    String neverSent() {
        return steps.stream()
                .filter(step -> step.is(StepOutcome.NOT_JUDGED))
                .filter(step -> step.requests().stream().anyMatch(StepFigures::judged))
                .findFirst()
                .map(step -> "never sent at " + Wording.perSecond(step.perSecond()) + ", though users came: "
                        + step.requests().stream()
                                .filter(request -> request.samples() == 0)
                                .map(StepFigures::name)
                                .collect(Collectors.joining(", ")))
                .orElse("");
    }

    private Stream<StepFigures> requestsOfHeld() {
        return steps.stream()
                .filter(step -> Double.valueOf(step.perSecond()).equals(held))
                .flatMap(step -> step.requests().stream());
    }
}
