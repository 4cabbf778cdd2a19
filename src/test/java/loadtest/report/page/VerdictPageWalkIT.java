package loadtest.report.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.slo.Statistic;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.BrowserWalk;
import loadtest.testing.SampleFigures;
import loadtest.testing.SampleMachines;
import loadtest.testing.SampleRuns;
import loadtest.testing.Together;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdict page as readers use it: by mouse and keyboard, on a phone, in the dark, with a screen reader. */
@Tag("browser")
class VerdictPageWalkIT {
    @TempDir
    Path folder;

    @Test
    void thePageOfAFailedRunIsReadInEveryWidthAndColourAndByKeyboard() throws Exception {
        BrowserWalk.page(page(SampleRuns.blown()));
    }

    @Test
    void soAreThoseOfRunsThatPassedWereInterruptedSentNothingOrDidNotHappen() throws Exception {
        BrowserWalk.page(page(SampleRuns.green()));
        BrowserWalk.page(page(SampleMachines.of(SampleRuns.green())));
        BrowserWalk.page(page(SampleRuns.interrupted()));
        BrowserWalk.page(page(SampleRuns.empty()));
        BrowserWalk.page(page(Together.summary()));
        BrowserWalk.page(page(SampleRuns.notRun("PERF_BASE_URL: http://127.0.0.1:9 does not answer")));
    }

    @Test
    void soIsOneWhoseTextsHaveNoPlaceToBreak() throws Exception {
        var word = "w".repeat(300);
        var of = SampleRuns.blown();
        var requests = List.of(SampleFigures.request(word, 200, 3, 500, Map.of(word, 3L)));

        BrowserWalk.page(page(new Summary(
                of.identity(),
                new Summary.RunResult(RunOutcome.FAILED, true, List.of(word), List.of(word)),
                of.conditions(),
                new Summary.Traffic(of.traffic().load(), requests, of.traffic().overall(), null),
                List.of(Verdicts.latency(word, Statistic.P95, 500L, 612, 200, VerdictOutcome.MISSED, word)),
                of.observations(),
                of.remarks())));
    }

    @Test
    void itsChartsContentsAndTicketAreUsed() throws Exception {
        BrowserWalk.run("verdict.mjs", page(SampleRuns.blown()), page(SampleRuns.green()));
    }

    private String page(Summary summary) throws Exception {
        var file =
                folder.resolve(summary.result().outcome() + summary.identity().runId() + ".html");
        return Files.writeString(file, VerdictPage.of(summary)).toUri().toString();
    }
}
