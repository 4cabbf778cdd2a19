package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.outcomeOf;

import java.util.List;
import java.util.stream.Stream;

/** Shares that are not one run. Their merge must say so, and show what is there. */
final class MergeRows {
    private static final String COMPLETE = "every share recorded to its end";
    private static final String ONE_RUN = "all shares of one run";
    private static final String SAME_TIME = "all shares at the same time";
    private static final String CLOCKS = "all clocks within a second";
    private static final String USERS = "users started as planned";

    private MergeRows() {}

    /** Changes what the shares left. */
    private interface Tampering {
        void of(RecordedShares shares) throws Exception;
    }

    static List<TruthRow> all() {
        return Stream.of(Stream.of(clean()), incomplete(), foreign(), notTogether())
                .flatMap(rows -> rows)
                .toList();
    }

    private static TruthRow clean() {
        return merge("three shares", "as they were left", shares -> {})
                .expect(exit(0), outcome("PASSED"), nothingMissed(), actual(COMPLETE, "3 shares"));
    }

    private static Stream<TruthRow> incomplete() {
        return Stream.of(
                merge("a share is missing", "share 2 deleted", shares -> shares.delete(2))
                        .expect(
                                exit(2),
                                outcome("INVALID"),
                                missed(COMPLETE, USERS),
                                actual(COMPLETE, "share 2/3 is missing below ")),
                merge("a share is there twice", "share 2 copied", shares -> shares.copyAgain(2))
                        .expect(
                                exit(2),
                                outcome("INVALID"),
                                missed(COMPLETE),
                                actual(COMPLETE, " is there twice, the other in ")),
                merge("a share is torn", "a tenth of what share 2 recorded", shares -> shares.tear(2))
                        .expect(exit(2), outcome("INVALID"), missed(COMPLETE, USERS), actual(COMPLETE, " is torn: ")),
                merge("a share was killed", "share 2 without its end", shares -> shares.kill(2))
                        .expect(
                                exit(2),
                                outcome("INVALID"),
                                missed(COMPLETE, USERS),
                                actual(COMPLETE, " has no end: it was killed")),
                merge(
                                "a share was aborted",
                                "share 2 cut off",
                                shares -> shares.change(2, "/end/cutOff", "\"was cut off early: too many errors\""))
                        .expect(
                                exit(2),
                                outcome("INVALID"),
                                missed(COMPLETE),
                                actual(COMPLETE, " was cut off early: too many errors")));
    }

    private static Stream<TruthRow> foreign() {
        return Stream.of(
                foreign("group", "/identity/group", "\"another\"", "group another"),
                foreign("profile", "/identity/profile", "\"soak\"", "profile soak"),
                foreign("commit", "/identity/commit", "\"0123456789ab\"", "commit 0123456789ab"),
                foreign("load", "/identity/load", "[\"hold 9 per second for 3 s\"]", "load hold 9 per second"),
                foreign("target", "/identity/target", "[\"other.example.com\"]", "target other.example.com"),
                foreign("number of shares", "/identity/share/of", "4", "number of shares 4"),
                merge("shares of another commit than the merge", "all of one other commit", shares -> {
                            for (int part = 1; part <= RecordedShares.ALL; part++) {
                                shares.change(part, "/identity/commit", "\"0123456789ab\"");
                            }
                        })
                        .expect(
                                exit(2),
                                outcome("INVALID"),
                                missed(ONE_RUN),
                                actual(ONE_RUN, "the merge is made with the classes and settings of another run")));
    }

    private static TruthRow foreign(String what, String field, String value, String said) {
        return merge("a share of another " + what, "share 2 changed", shares -> shares.change(2, field, value))
                .expect(
                        exit(2),
                        outcome("INVALID"),
                        missed(ONE_RUN, COMPLETE, USERS),
                        actual(ONE_RUN, " is of another run: " + said));
    }

    private static Stream<TruthRow> notTogether() {
        return Stream.of(
                merge(
                                "a share that began later",
                                "share 2 a year later",
                                shares -> shares.change(2, "/end/began", "\"2099-01-31T14:00:00Z\""))
                        .expect(
                                exit(2),
                                outcome("INVALID"),
                                missed(SAME_TIME),
                                actual(SAME_TIME, ", which had ended by then")),
                clocks("clocks that differ", 30_000, 3)
                        .expect(exit(2), outcome("INVALID"), actual(CLOCKS, " is 30.0 s behind that of share ")),
                clocks("clocks that may differ", 1_500, 501)
                        .expect(
                                outcomeOf(CLOCKS, "NOT_AUDITED"),
                                actual(CLOCKS, "1500 ms are measured, give or take 1002 ms")),
                merge(
                                "clocks told by different ones",
                                "another one told share 3",
                                shares -> shares.change(3, "/clock", clock(0, 3, "another clock")))
                        .expect(exit(0), outcomeOf(CLOCKS, "NOT_AUDITED"), outcomeOf(SAME_TIME, "NOT_AUDITED")));
    }

    /** That of share 3 is behind those of the others, which know the same clock's time as well. */
    private static TruthRow clocks(String name, long behind, long error) {
        return merge(name, "that of share 3 by " + behind + " ms within " + error, shares -> {
            for (int part = 1; part <= RecordedShares.ALL; part++) {
                shares.change(part, "/clock", clock(part == 3 ? behind : 0, error, "a clock"));
            }
        });
    }

    private static String clock(long behind, long error, String source) {
        return "{\"millis\": " + behind + ", \"errorMillis\": " + error + ", \"source\": \"" + source + "\"}";
    }

    private static TruthRow merge(String name, String says, Tampering tampering) {
        return RecordedShares.row("merge: " + name)
                .before(says, (run, bench) -> tampering.of(RecordedShares.copiedFor(run, bench)));
    }
}
