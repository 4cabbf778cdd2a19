package loadtest.report.github;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.report.RunFolder;
import loadtest.report.summary.Summary;
import loadtest.testing.BrowserWalk;
import loadtest.testing.SampleRuns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a night in one file, as a browser shows them. */
@Tag("browser")
class JobPagesWalkIT {
    @TempDir
    Path folder;

    @Test
    void allPagesCanBeReadInOneFile() throws Exception {
        BrowserWalk.page(page(List.of(run(SampleRuns.blown()), run(SampleRuns.notRun("cannot run: does not answer")))));
    }

    @Test
    void eachPageIsUsedAsItIsAlone() throws Exception {
        BrowserWalk.run("pages.mjs", page(List.of(run(SampleRuns.blown()), run(smoke(SampleRuns.green())))));
    }

    private String page(List<JobRun> runs) throws IOException {
        var text = JobPages.of(new JobSummary(runs, Map.of(), Optional.empty()));
        return Files.writeString(folder.resolve("performance.html"), text)
                .toUri()
                .toString();
    }

    private static Summary smoke(Summary summary) {
        return SampleRuns.as(
                summary,
                Summary.Identity.alone("api_smoke", "ramp", summary.identity().runId(), null));
    }

    private JobRun run(Summary summary) {
        var run = folder.resolve(summary.result().outcome().name());
        RunFolder.write(summary, run);
        return JobRun.of(summary, Optional.of(run));
    }
}
