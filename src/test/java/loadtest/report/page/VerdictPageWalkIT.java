package loadtest.report.page;

import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.report.summary.Summary;
import loadtest.testing.BrowserWalk;
import loadtest.testing.SampleRuns;
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
        BrowserWalk.page(page(SampleRuns.interrupted()));
        BrowserWalk.page(page(SampleRuns.empty()));
        BrowserWalk.page(page(SampleRuns.notRun("PERF_BASE_URL: http://127.0.0.1:9 does not answer")));
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
