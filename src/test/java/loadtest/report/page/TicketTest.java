package loadtest.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loadtest.slo.Observation;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.SampleRuns;
import org.junit.jupiter.api.Test;

class TicketTest {

    @Test
    void saysWhatWasBrokenByHowMuchAndWhere() {
        assertThat(Ticket.of(SampleRuns.blown()).lines())
                .startsWith(
                        "### FAILED: station\\_redeem\\_peak, profile ramp",
                        "",
                        "2 of 7 deciding promises were broken.")
                .contains(
                        "| POST /redeem p95 | &lt; 500 ms | 612 ms | 22 % over |",
                        "| POST /redeem (replay) | 30 | 0 | 12 | 48 | 72 |",
                        "- worse POST /redeem p95 612 ms, before 226 ms (noise 9 ms)")
                .endsWith(
                        "2030-01-31 14:00:00 UTC, for 10:01, against the stand-in, suite 3fa9c21, run 20300131T140000-3fa9c2");
    }

    @Test
    void ofARunThatDidNotHappenItIsTheReason() {
        assertThat(Ticket.of(SampleRuns.notRun("no such host")))
                .startsWith("### NOT\\_RUN: ")
                .contains("No such host.")
                .doesNotContain("|");
    }

    @Test
    void whatARunHasSeenIsNoMarkup() {
        var promise = Promise.kept(PromiseKind.INTEGRITY, "station_redeem_peak", "a | b @team");
        var hostile = new Verdict(promise, new Observation.Found("<img> [x](y)"), 1, VerdictOutcome.MISSED, "");

        assertThat(Ticket.of(SampleRuns.with(SampleRuns.blown(), List.of(hostile))))
                .contains("| a \\| b \\@team | no exception | &lt;img&gt; \\[x\\](y) |  |")
                .doesNotContain("<img>");
    }
}
