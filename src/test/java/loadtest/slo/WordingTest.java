package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The wording that the tests of requests and budgets do not cover. */
class WordingTest {
    private static final Schedule SCHEDULE = new Schedule("station_redeem_peak", Limit.percent(1), true);

    @Test
    void ofASchedule() {
        var late = new Observation.Late(20, 20, 100, 1_480);
        var users = new Verdict(SCHEDULE.users(), late, 100, VerdictOutcome.MISSED, "");
        var engine = new Verdict(SCHEDULE.engine(), late, 100, VerdictOutcome.MISSED, "");
        var missing = new Verdict(SCHEDULE.users(), new Observation.Started(80, 100), 100, VerdictOutcome.MISSED, "");

        assertThat(users.name()).isEqualTo("users started as planned");
        assertThat(users.limit()).isEqualTo("at most 1 %, or 4, over 100 ms late");
        assertThat(users.actual()).isEqualTo("20.00 % (20 of 100 users), the latest 1480 ms");
        assertThat(engine.name()).isEqualTo("engine on time");
        assertThat(engine.actual()).isEqualTo("20.00 % (20 of 100 seconds), the latest 1480 ms");
        assertThat(missing.actual()).isEqualTo("20 of 100 users did not start");
    }

    @Test
    void ofWhatAnAuditFoundOrCouldNot() {
        var promise = Promise.kept(PromiseKind.INTEGRITY, "station_redeem_peak", "replays all refused");

        assertThat(List.of(
                        Finding.of(true, "3 of 3 refused", 3),
                        Finding.failed("the database refused"),
                        Finding.notAudited("no database given")))
                .allSatisfy(
                        finding -> assertThat(finding.verdict(promise).actual()).isEqualTo(finding.actual()))
                .extracting(Finding::actual)
                .containsExactly(
                        "3 of 3 refused",
                        "could not be audited: the database refused",
                        "not audited: no database given");
        assertThat(Finding.failed("x").verdict(promise).limit()).isEqualTo("no exception");
        assertThat(Finding.failed("the database refused").and("; 1 more"))
                .isEqualTo(Finding.failed("the database refused; 1 more"));
        assertThat(Finding.of(true, "3 of 3", 3).and("\n1 more").actual()).doesNotContain("\n");
    }
}
