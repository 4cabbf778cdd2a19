package loadtest.benchmark;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import loadtest.measure.Recorder;
import loadtest.report.RunFolder;
import loadtest.report.summary.Environment;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;

/** Makes every file of a run of what was recorded. */
final class RecordedFiles {
    private RecordedFiles() {}

    /** @throws IllegalStateException if one of them cannot be written */
    static void write(Recorder recorder, Path folder) {
        var missing = RunFolder.write(summary(recorder), folder);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(String.join("; ", missing));
        }
    }

    private static Summary summary(Recorder recorder) {
        var now = Instant.now().toString();
        var seconds = recorder.seconds();
        var users = recorder.users("load");
        return new Summary(
                Summary.Identity.alone("recording", "benchmark", "benchmark", null),
                new Summary.RunResult(RunOutcome.PASSED, true, List.of(), List.of()),
                new Summary.Conditions(
                        List.of("127.0.0.1"),
                        false,
                        null,
                        List.of(),
                        now,
                        now,
                        Environment.suite(),
                        Environment.machine()),
                new Summary.Traffic(
                        new Summary.Load("open", List.of("all at once"), null, users.started(), users.finished(), null),
                        recorder.requests().stream()
                                .map(request -> RequestSummary.of(request, seconds))
                                .toList(),
                        RequestSummary.of(recorder.overall(), seconds),
                        null),
                List.of(),
                new Summary.Observations(recorder.timeline(), List.of(), List.of(), null, null, null, List.of()),
                new Summary.Remarks(null, List.of()));
    }
}
