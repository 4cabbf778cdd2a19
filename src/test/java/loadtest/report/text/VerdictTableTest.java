package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loadtest.slo.Verdict;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;

class VerdictTableTest {
    private static final List<Verdict> VERDICTS = Verdicts.OF_EACH_OUTCOME;

    @Test
    void hasALineForEachVerdictInColumns() {
        assertThat(VerdictTable.lines(VERDICTS))
                .containsExactly(
                        "               promise                          limit         actual          samples",
                        "  info         POST /redeem p95                 < 500 ms      7 ms            40       few samples",
                        "  MISSED       POST /redeem failed              < 1 %         2.50 % (1)      40       1 x found 503",
                        "  MISSED       HTTP 5xx at most 0               at most 0     1               40",
                        "  met          replays all refused              no exception  1 of 1 refused  1",
                        "  not audited  every accepted redeem persisted  no exception  not audited     0");
    }

    @Test
    void isAHeadingWhereNothingWasPromised() {
        assertThat(VerdictTable.lines(List.of())).hasSize(1);
    }
}
