package loadtest.truth;

import java.util.ArrayList;
import java.util.List;
import loadtest.truth.Expectation.Observed;

/**
 * A row with its judged expectations.
 *
 * @param millis how long the run took; 0 where there was none
 * @param failure why there was no run, or empty
 */
record JudgedRow(TruthRow row, List<Judged> judged, long millis, String failure) {

    record Judged(Expectation expectation, Observed observed) {}

    static JudgedRow of(RowResult seen) {
        var judged = new ArrayList<Judged>();
        seen.row()
                .expected()
                .forEach(one -> judged.add(new Judged(one, one.observed().apply(seen))));
        return new JudgedRow(seen.row(), judged, seen.millis(), "");
    }

    static JudgedRow notRun(TruthRow row, Throwable failure) {
        return new JudgedRow(row, List.of(), 0, "the row could not be run: " + failure);
    }

    boolean kept() {
        return failure.isEmpty()
                && judged.stream().allMatch(one -> one.observed().kept());
    }

    /** What is not as expected, in words. */
    String wrong() {
        var wrong = new StringBuilder(failure);
        judged.stream().filter(one -> !one.observed().kept()).forEach(one -> wrong.append("\n  expected ")
                .append(one.expectation().says())
                .append("\n  seen     ")
                .append(one.observed().seen()));
        return wrong.toString();
    }
}
