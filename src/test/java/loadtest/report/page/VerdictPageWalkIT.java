package loadtest.report.page;

import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.report.summary.Summary;
import loadtest.testing.BrowserWalk;
import loadtest.testing.SampleRuns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdict page as readers use it: by keyboard, on a phone, in the dark, with a screen reader. */
@Tag("browser")
class VerdictPageWalkIT {
    @TempDir
    Path folder;

    @Test
    void everyPageCanBeReadInEveryWidthAndColourAndByKeyboard() throws Exception {
        BrowserWalk.page(page(SampleRuns.blown()));
    }

    private String page(Summary summary) throws Exception {
        return Files.writeString(folder.resolve("verdict.html"), VerdictPage.of(summary))
                .toUri()
                .toString();
    }
}
