package loadtest.report.runs;

import java.nio.file.Path;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.BrowserWalk;
import loadtest.testing.Nights;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of runs and the readiness report as readers use them, after thirty nights of five scenarios. */
@Tag("browser")
class RunsPageWalkIT {
    @TempDir
    Path folder;

    @BeforeEach
    void thirtyNights() throws Exception {
        BrowserWalk.assumePossible();
        Nights.in(folder, 30);
        RunsIndex.update(folder);
    }

    @Test
    void theListCanBeReadInEveryWidthAndColourAndByKeyboard() throws Exception {
        BrowserWalk.page(address("index.html"));
    }

    @Test
    void soCanOneWhoseNamesHaveNoPlaceToBreak() throws Exception {
        var word = "w".repeat(300);
        StoredRun.ofDay(40)
                .on(word)
                .profile(word)
                .ended(RunOutcome.FAILED, word)
                .in(folder);
        RunsIndex.update(folder);

        BrowserWalk.page(address("index.html"));
        BrowserWalk.page(address("readiness.html"));
    }

    @Test
    void theReadinessReportCanBeReadInEveryWidthAndColourAndByKeyboard() throws Exception {
        BrowserWalk.page(address("readiness.html"));
        BrowserWalk.page(address("readiness.local.stand-in.html"));
    }

    @Test
    void itsFiltersShowWhatIsChosenAlsoWithoutJavaScript() throws Exception {
        BrowserWalk.run("runs.mjs", address("index.html"));
    }

    private String address(String file) {
        return folder.resolve(file).toUri().toString();
    }
}
