package loadtest.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One step of a load: {@code from} rises or falls evenly {@code to}, over a time. In an open model the two are arrival
 * rates in users per second; in a closed model they are concurrent users.
 */
record Step(StepKind kind, double from, double to, Duration length) {
    enum StepKind {
        AT_ONCE,
        HOLD,
        RAMP
    }

    /** What may be written, as shown to whoever wrote something else. */
    static final String OPEN_WORDS =
            "'at-once 4 users', 'hold 1 per second for 15 s', 'ramp 50 to 150 per minute for 60 s', or alone"
                    + " 'climb 5 to 50 per second by 5, each for 30 s'";

    static final String CLOSED_WORDS = "'hold 10 users for 60 s', 'ramp 0 to 500 users for 5 minutes'";

    // Seven digits are more than anybody means, and fit where they go.
    private static final String USERS = "(\\d{1,7})";
    private static final String RATE = "(\\d{1,7}(?:\\.\\d+)?)";
    private static final Pattern AT_ONCE = Pattern.compile("at-once " + USERS + " users?");
    private static final Pattern OPEN =
            Pattern.compile("(?:hold|ramp " + RATE + " to) " + RATE + " per (second|minute) for (.+)");
    private static final Pattern CLOSED =
            Pattern.compile("(?:hold|ramp " + USERS + " to) " + USERS + " users? for (.+)");

    /** Each step of a climb takes its time to settle, and is judged; more of them take too long. */
    private static final int MOST_OF_A_CLIMB = 100;

    private static final Pattern CLIMB =
            Pattern.compile("climb " + RATE + " to " + RATE + " per (second|minute) by " + RATE + ", each for (.+)");

    /** The steps of a climb, each at a higher rate than the one before; empty where the sentence is none, or has no step. */
    static List<Step> climb(String sentence) {
        var match = CLIMB.matcher(sentence);
        if (!match.matches()) {
            return List.of();
        }
        var per = match.group(3).equals("minute") ? 60 : 1;
        var from = Double.parseDouble(match.group(1));
        var by = Double.parseDouble(match.group(4));
        var last = Math.floor((Double.parseDouble(match.group(2)) - from) / by + 1e-9); // 0.1 is no whole binary number
        return from > 0 && last >= 0 && last < MOST_OF_A_CLIMB
                ? duration(match.group(5)).stream()
                        .flatMap(time ->
                                IntStream.rangeClosed(0, (int) last).mapToObj(n -> hold((from + n * by) / per, time)))
                        .toList()
                : List.of();
    }

    private static Step hold(double rate, Duration time) {
        return new Step(StepKind.HOLD, rate, rate, time);
    }

    /** A step of an open model, or empty where the sentence is not of the vocabulary. */
    static Optional<Step> open(String sentence) {
        var atOnce = AT_ONCE.matcher(sentence);
        if (atOnce.matches()) {
            var users = Double.parseDouble(atOnce.group(1));
            return Optional.of(new Step(StepKind.AT_ONCE, users, users, Duration.ZERO));
        }
        var match = OPEN.matcher(sentence);
        return match.matches()
                ? step(match, match.group(3).equals("minute") ? 60 : 1, match.group(4))
                : Optional.empty();
    }

    /** A step of a closed model, or empty where the sentence is not of the vocabulary. */
    static Optional<Step> closed(String sentence) {
        var match = CLOSED.matcher(sentence);
        return match.matches() ? step(match, 1, match.group(3)) : Optional.empty();
    }

    private static Optional<Step> step(Matcher match, double per, String length) {
        var to = Double.parseDouble(match.group(2)) / per;
        var hold = match.group(1) == null;
        var from = hold ? to : Double.parseDouble(match.group(1)) / per;
        return duration(length).map(time -> new Step(hold ? StepKind.HOLD : StepKind.RAMP, from, to, time));
    }

    private static Optional<Duration> duration(String text) {
        var match = Pattern.compile("(\\d{1,7}) (s|second|seconds|min|minute|minutes)")
                .matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(match.group(1));
        var time = match.group(2).startsWith("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
        return time.isZero() ? Optional.empty() : Optional.of(time);
    }

    /** The same step over another time, in whole seconds and at least one. One that takes no time stays as it is. */
    Step lasting(double times) {
        return length.isZero()
                ? this
                : new Step(kind, from, to, Duration.ofSeconds(Math.max(1, Math.round(length.toSeconds() * times))));
    }

    /** How many users arrive in this step of an open model. */
    double arrivals() {
        return arrivals(Long.MAX_VALUE);
    }

    /** How many users have arrived so many seconds after its beginning. */
    double arrivals(long seconds) {
        if (kind == StepKind.AT_ONCE) {
            return seconds > 0 ? from : 0;
        }
        var time = Math.max(0, Math.min(seconds, length.toSeconds()));
        var rate = from + (to - from) * time / length.toSeconds();
        return (from + rate) / 2 * time;
    }

    /** The highest number of concurrent users in a closed model, or the highest rate in an open one. */
    static double most(List<Step> steps) {
        return steps.stream()
                .mapToDouble(step -> Math.max(step.from(), step.to()))
                .max()
                .orElse(0);
    }

    /** The length of all steps, one after another. */
    static Duration length(List<Step> steps) {
        return steps.stream().map(Step::length).reduce(Duration.ZERO, Duration::plus);
    }
}
