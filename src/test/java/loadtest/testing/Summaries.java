package loadtest.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.measure.Recorder;
import loadtest.report.summary.FailureSummary;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.Trace;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Verdict;

/** Summaries of small runs, for tests of what is made of them. */
public final class Summaries {
    private static final Trace TRACE = new Trace("20300131T120000-3fa9c2-7", "cf-ray 8f1a2b3c", "https://logs/7");

    private Summaries() {}

    /** The result of a run for these reasons, of which those that are not of the verdicts are other ones. */
    static Summary.RunResult result(RunOutcome outcome, boolean judged, List<String> reasons, List<Verdict> verdicts) {
        var others = new ArrayList<>(reasons);
        others.removeAll(VerdictView.reasons(verdicts));
        return new Summary.RunResult(outcome, judged, reasons, others);
    }

    public static Summary of(RunOutcome outcome, List<String> reasons, List<Verdict> verdicts) {
        return of(outcome, reasons, verdicts, 4L);
    }

    public static Summary of(RunOutcome outcome, List<String> reasons, List<Verdict> verdicts, Long usersPlanned) {
        var recorder = new Recorder();
        Samples.add(recorder, "POST /redeem", true, 200, 3);
        Samples.add(recorder, "POST /redeem", false, 503, 1);
        return new Summary(
                Summary.Identity.alone("station_redeem_peak", "ramp", "20300131T120000-3fa9c2", null),
                result(outcome, outcome != RunOutcome.INTERRUPTED, reasons, verdicts),
                new Summary.Conditions(
                        List.of("127.0.0.1"),
                        true,
                        null,
                        List.of(),
                        "2030-01-31T12:00:00Z",
                        "2030-01-31T12:10:00Z",
                        new Summary.Suite("1.0.0", null, "3.15.1", "17.0.15"),
                        new Summary.GeneratorMachine(2, 1024, "Linux 6.1 amd64")),
                new Summary.Traffic(
                        new Summary.Load("open", List.of("hold 1 per second for 4 s"), usersPlanned, 4, 4, null),
                        recorder.requests().stream()
                                .map(stats -> RequestSummary.of(stats, recorder.seconds()))
                                .toList(),
                        RequestSummary.of(recorder.overall(), recorder.seconds()),
                        null),
                verdicts,
                new Summary.Observations(
                        recorder.timeline(),
                        List.of(new Summary.Slow("2030-01-31T12:00:01Z", "POST /redeem", 10, 503, false, TRACE)),
                        List.of(new FailureSummary(
                                "POST /redeem",
                                "status.find.in(200,201), found 503",
                                "503 where 200 or 201 was expected",
                                1,
                                List.of(new FailureSummary.Failed(
                                        "2030-01-31T12:00:01Z",
                                        10,
                                        503,
                                        TRACE,
                                        Map.of("voucherId", "v-1"),
                                        "{\"error\":\"overloaded\"}")))),
                        null,
                        null,
                        null,
                        List.of()),
                new Summary.Remarks(null, List.of("a note")));
    }
}
