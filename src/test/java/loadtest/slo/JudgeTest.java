package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class JudgeTest {
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SCHEDULE", "INTEGRITY", "SHARES"})
    void leavesTheMergeWhatOneMachineCannotKnow(PromiseKind kind) {
        var missed = missed(kind, "");

        var judged = Judge.MERGE.judged(missed);

        assertThat(judged.outcome()).isEqualTo(VerdictOutcome.PRINTED);
        assertThat(judged.note()).isEqualTo("judged by the merge");
        assertThat(judged.seen()).isEqualTo(missed.seen());
        assertThat(Judge.RUN.judged(missed)).isEqualTo(missed);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEDULE", "INTEGRITY", "SHARES"})
    void decidesOnWhatItAloneKnows(PromiseKind kind) {
        assertThat(Judge.MERGE.judged(missed(kind, ""))).isEqualTo(missed(kind, ""));
    }

    @Test
    void keepsOtherRemarks() {
        assertThat(Judge.MERGE.judged(missed(PromiseKind.BUDGET, "few samples")).note())
                .isEqualTo("few samples; judged by the merge");
    }

    @Test
    void auditsAreTheMerges() {
        assertThat(Judge.MERGE.without("the run did not get that far").outcome())
                .isEqualTo(VerdictOutcome.NOT_AUDITED);
        assertThat(Judge.MERGE.without("the run did not get that far").actual())
                .isEqualTo("not audited: judged by the merge");
        assertThat(Judge.RUN.without("the run did not get that far").outcome()).isEqualTo(VerdictOutcome.MISSED);
    }

    @Test
    void aLateStartIsMissedWhateverTheProfile() {
        var schedule = new Schedule("api_smoke", Limit.percent(1), false);

        var late = schedule.start(OptionalLong.of(1_001));
        assertThat(late.outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(late.name() + ": " + late.actual() + ", limit " + late.limit())
                .isEqualTo("load begun as planned: 1001 ms late, limit at most 1000 ms");
        assertThat(schedule.start(OptionalLong.of(1_000)).outcome()).isEqualTo(VerdictOutcome.MET);
        assertThat(schedule.start(OptionalLong.of(-300)).actual()).isEqualTo("300 ms early");
        assertThat(schedule.start(OptionalLong.empty()).outcome()).isEqualTo(VerdictOutcome.MISSED);
    }

    private static Verdict missed(PromiseKind kind, String note) {
        return new Verdict(
                Promise.kept(kind, "api_smoke", "any"),
                new Observation.Found("broken"),
                7,
                VerdictOutcome.MISSED,
                note);
    }
}
