package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;

class VerdictLinesTest {
    private static final Terminal LOG = new Terminal(Terminal.IN_A_LOG, false, true);

    @Test
    void tellsFirstWhatIsBrokenAndCountsWhatIsKept() {
        var verdicts = new ArrayList<>(Verdicts.OF_EACH_OUTCOME);
        verdicts.add(Verdicts.latency("POST /redeem", Statistic.MEAN, 300L, 250, 40, VerdictOutcome.MET, ""));

        assertThat(VerdictLines.lines(verdicts, LOG))
                .containsExactly(
                        "✗ POST /redeem failed              2.50 % (1)    limit < 1 %",
                        "    1 x found 503",
                        "✗ HTTP 5xx at most 0               1",
                        "· not audited  every accepted redeem persisted",
                        "    not audited",
                        "✓ replays all refused              1 of 1 refused",
                        "✓ 1 more kept · 1 for information (nearest: POST /redeem mean 250 ms, limit <",
                        "  300 ms, 17 % left)");
    }

    @Test
    void whatIsOverItsLimitForInformationIsSeen() {
        var over = Verdicts.latency("POST /redeem", Statistic.P95, 500L, 900, 40, VerdictOutcome.PRINTED, "");

        assertThat(VerdictLines.lines(List.of(over), LOG))
                .containsExactly("· POST /redeem p95  900 ms        limit < 500 ms");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(Verdicts.kept(
                "a promise of an audit " + "word ".repeat(40), "x".repeat(300), 1, VerdictOutcome.MISSED));
        verdicts.add(Verdicts.notAudited("every " + "y".repeat(200), "why ".repeat(60), 1));
        verdicts.addAll(Verdicts.OF_EACH_OUTCOME);

        for (var width : List.of(40, 78, 200)) {
            assertThat(VerdictLines.lines(verdicts, new Terminal(width, false, true)))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        }
    }

    @Test
    void nothingWasPromisedNothingIsSaid() {
        assertThat(VerdictLines.lines(List.of(), LOG)).isEmpty();
    }
}
