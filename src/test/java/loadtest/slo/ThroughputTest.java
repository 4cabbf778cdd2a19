package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import loadtest.measure.Achieved;
import loadtest.measure.Throttle;
import loadtest.settings.BadInput;
import loadtest.testing.DataFiles;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThroughputTest {
    private static final Throughput.PlannedLoad CLOSED =
            new Throughput.PlannedLoad(OptionalLong.empty(), Throttle.NONE, Duration.ZERO, 1);

    @TempDir
    Path folder;

    /** The plan's own figures, what just keeps them, and what just does not. */
    @ParameterizedTest
    @CsvSource({
        "1500, 1500, 600, MET,     100.00 % (1500 of 1500)",
        "1500, 1425, 600, MET,     95.00 % (1425 of 1500)",
        "1500, 1424, 600, MISSED,  94.93 % (1424 of 1500)",
        "1800, 1710, 360, MET,     95.00 % (1710 of 1800)",
        "1800, 1709, 360, MISSED,  94.94 % (1709 of 1800)",
        "100,    95,   2, MET,     95.00 % (95 of 100)",
        "100,    94,   2, MISSED,  94.00 % (94 of 100)",
        "99,     10,   2, PRINTED, 10.10 % (10 of 99)",
        "1500,    0, 600, MISSED,  0.00 % (0 of 1500)",
    })
    void judgesTheShareOfThePlannedUsers(long users, long answers, double seconds, VerdictOutcome outcome, String seen)
            throws IOException {
        var verdict = read("95 %").judge(users(users), new Achieved(answers, seconds), true, true);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.name()).isEqualTo("POST /redeem throughput");
        assertThat(verdict.limit()).isEqualTo("at least 95 % of planned");
        assertThat(verdict.actual()).isEqualTo(seen);
        assertThat(verdict.note()).isEqualTo(outcome == VerdictOutcome.PRINTED ? "few samples" : "");
    }

    /** 10,000 targets in batches of 100, or as many as a row says. */
    @ParameterizedTest
    @CsvSource({
        "20000, 10000, 1, 100, 60,   MET,     at least 100 per minute, 100.0 per minute (100 in 60.0 s), ''",
        "20000, 10000, 1, 100, 60.7, MISSED,  at least 100 per minute, 98.8 per minute (100 in 60.7 s),  ''",
        "10000, 10000, 1, 100, 60.7, MISSED,  at least 100 per minute, 98.8 per minute (100 in 60.7 s),  ''",
        "600,   10000, 1, 100, 60.7, MET,     at least 6 per minute,   98.8 per minute (100 in 60.7 s),  the throttle of 600 targets a minute lets no more be sent than that",
        "600,   10000, 1,  10, 200,  MISSED,  at least 6 per minute,   3.0 per minute (10 in 200.0 s),   the throttle of 600 targets a minute lets no more be sent than that",
        "20000,   900, 1,   9, 60,   PRINTED, at least 100 per minute, 9.0 per minute (9 in 60.0 s),     few samples",
        "20000, 10000, 4,  25, 60,   MET,     at least 25 per minute,  25.0 per minute (25 in 60.0 s),   ''",
        "20000, 10000, 1,   0, 0,    MISSED,  at least 100 per minute, 0.0 per minute (0 in 0.0 s),      ''",
    })
    void judgesARateByWhatTheThrottleAllows(
            int perMinute,
            long targets,
            int machines,
            long answers,
            double seconds,
            VerdictOutcome outcome,
            String limit,
            String seen,
            String note)
            throws IOException {
        var load = new Throughput.PlannedLoad(
                OptionalLong.of(10), new Throttle(perMinute, 100, targets).of(machines), Duration.ZERO, machines);
        var verdict = read("100 per minute").judge(load, new Achieved(answers, seconds), true, true);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.limit()).isEqualTo(limit);
        assertThat(verdict.actual()).isEqualTo(seen);
        assertThat(verdict.note()).isEqualTo(note);
    }

    /** Four senders, 20 batches: each waits four times between its five, and has 12 s for their answers. */
    @ParameterizedTest
    @CsvSource({
        "20000, 5000,  31.9, MET,    at least 37.5 per minute, more than that is not reached with a wait of 5 s between batches",
        "20000, 5000,  32.1, MISSED, at least 37.5 per minute, more than that is not reached with a wait of 5 s between batches",
        "600,   60000, 251,  MET,    at least 4.76 per minute, more than that is not reached with a wait of 60 s between batches",
        "600,   60000, 253,  MISSED, at least 4.76 per minute, more than that is not reached with a wait of 60 s between batches",
        "600,   5000,  199,  MET,    at least 6 per minute,    the throttle of 600 targets a minute lets no more be sent than that",
        "20000, 0,     12,   MET,    at least 100 per minute,  ''",
    })
    void sendersWhoWaitLongerTakeNoTimeFromTheTarget(
            int perMinute, long longer, double seconds, VerdictOutcome outcome, String limit, String note)
            throws IOException {
        var load = new Throughput.PlannedLoad(
                OptionalLong.of(4), new Throttle(perMinute, 100, 2_000), Duration.ofMillis(longer), 1);
        var verdict = read("100 per minute").judge(load, new Achieved(20, seconds), true, true);

        assertThat(verdict.limit()).isEqualTo(limit);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.note()).isEqualTo(note);
    }

    @Test
    void aRateIsRoundedDownToWhatCanBeRead() throws IOException {
        var load = new Throughput.PlannedLoad(OptionalLong.of(4), new Throttle(600, 70, 2_000), Duration.ZERO, 1);

        assertThat(read("100 per minute")
                        .judge(load, new Achieved(29, 200), true, true)
                        .limit())
                .isEqualTo("at least 8.57 per minute");
    }

    @Test
    void decidesNothingWhereItsProfileDoesNotGate() throws IOException {
        var verdict = read("95 %").judge(users(1_500), new Achieved(700, 600), true, false);

        assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.PRINTED);
    }

    @Test
    void decidesNothingOfALoadThatWasCutOff() throws IOException {
        var verdict = read("95 %").judge(users(1_500), new Achieved(700, 600), false, true);

        assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.PRINTED);
        assertThat(verdict.note()).isEqualTo("the load was cut off");
    }

    @Test
    void aClosedModelHasNoPlanToBeMeasuredBy() throws IOException {
        var verdict = read("95 %").judge(CLOSED, new Achieved(3_000, 300), true, true);

        assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.PRINTED);
        assertThat(verdict.limit()).isEqualTo("no limit");
        assertThat(verdict.actual()).isEqualTo("600.0 per minute (3000 in 300.0 s)");
        assertThat(verdict.promise()).isEqualTo(read("95 %").promise(CLOSED));
    }

    @Test
    void aRateHoldsForAClosedModelToo() throws IOException {
        var slo = read("150 per minute");

        assertThat(slo.judge(CLOSED, new Achieved(1_500, 600), true, true).outcome())
                .isEqualTo(VerdictOutcome.MET);
        assertThat(slo.judge(CLOSED, new Achieved(1_499, 600), true, true).outcome())
                .isEqualTo(VerdictOutcome.MISSED);
    }

    @Test
    void waitsForALateAnswerAsLongAsTheResponseTimeThatIsPromised() throws IOException {
        assertThat(read("95 %").grace()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"POST /redeem\" { }                        | at-least is nothing; valid: a share of the planned users",
                "\"POST /redeem\" { at-least = 95 }          | at-least is '95'; valid: a share of the planned users",
                "\"POST /redeem\" { at-least = 0 % }         | at-least is '0 %'; valid: a limit that can be missed",
                "\"POST /redeem\" { at-least = 101 % }       | at-least is '101 %'; valid: a limit that can be missed",
                "\"POST /redeem\" { at-least = 100 per day } | at-least is '100 per day'; valid: a share of the planned",
                "\"POST /redeem\" { at-least = 0 per minute } | at-least is '0 per minute'; valid: a limit that can be",
                "\"POST /redeem\" { at-most = 5 % }          | unknown word 'at-most'; valid: at-least",
                "\"POST /nowhere\" { at-least = 95 % }       | valid: a request of this scenario: POST /redeem",
                "\"POST /redeem\" = 95 %                     | valid: a block",
            })
    void saysInOneLineWhatIsWrong(String row, String said) {
        assertThatThrownBy(() -> slos(row))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching(DataFiles.NAME + " line 3: [^\\n]+")
                .hasMessageContaining(said);
    }

    private static Throughput.PlannedLoad users(long users) {
        return new Throughput.PlannedLoad(OptionalLong.of(users), Throttle.NONE, Duration.ZERO, 1);
    }

    private Throughput read(String atLeast) throws IOException {
        return slos("\"POST /redeem\" { at-least = " + atLeast + " }")
                .throughput()
                .get(0);
    }

    private Slos slos(String row) throws IOException {
        return Slos.read(
                Samples.SCENARIO,
                DataFiles.of(
                        folder,
                        "failed = 0\nrequests { \"POST /redeem\" { p95 = 500 ms } }\nthroughput { " + row + " }"));
    }
}
