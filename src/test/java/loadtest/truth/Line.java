package loadtest.truth;

import java.util.ArrayList;
import java.util.List;
import loadtest.truth.Expectation.Look;

/**
 * A row with its result.
 *
 * @param millis how long the run took; 0 where there was none
 * @param trouble why there was no run, or empty
 */
record Line(Row row, List<Judged> judged, long millis, String trouble) {

    record Judged(Expectation expectation, Look look) {}

    static Line of(Seen seen) {
        var judged = new ArrayList<Judged>();
        seen.row()
                .expected()
                .forEach(one -> judged.add(new Judged(one, one.look().apply(seen))));
        return new Line(seen.row(), judged, seen.millis(), "");
    }

    static Line troubled(Row row, Throwable trouble) {
        return new Line(row, List.of(), 0, "the row could not be run: " + trouble);
    }

    boolean kept() {
        return trouble.isEmpty() && judged.stream().allMatch(one -> one.look().kept());
    }

    /** What is not as expected, in words. */
    String wrong() {
        var wrong = new StringBuilder(trouble);
        judged.stream().filter(one -> !one.look().kept()).forEach(one -> wrong.append("\n  expected ")
                .append(one.expectation().says())
                .append("\n  seen     ")
                .append(one.look().seen()));
        return wrong.toString();
    }
}
