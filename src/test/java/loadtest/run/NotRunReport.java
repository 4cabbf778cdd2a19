package loadtest.run;

import java.util.List;
import java.util.Optional;
import loadtest.report.summary.Environment;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.TimeWords;
import loadtest.report.text.GitHub;
import loadtest.report.text.ShownPath;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;
import loadtest.settings.Mask;
import loadtest.settings.Settings;

/**
 * The evidence of a run that did not happen: a folder as the engine names it, with every file that is made of a summary, a
 * row in the list of runs, and the build server's annotation.
 */
record NotRunReport(NotRun notRun) {
    /** Never throws. Where the output folder itself is at fault, the console and the annotation say so. */
    void write() {
        try {
            attempt().settings().ifPresent(this::write);
        } catch (Throwable e) {
            System.out.println("the evidence is incomplete: " + Failure.line(e));
        }
    }

    private void write(Settings settings) {
        var summary = summary(settings.run().profile());
        if (Writable.isWritable(settings.run().outputDir())) {
            var folder = settings.run().outputDir().resolve(attempt().folder());
            RunReport.writeFiles(attempt(), summary, Optional.of(folder));
            System.out.println("  "
                    + ShownPath.of(
                            folder.resolve("verdict.html"),
                            OwnInvocation.terminal().width() - 2));
        }
        // Where no scenario can run, the others are not even tried.
        var scenarios = notRun.stopsOthers() ? 1 : Selection.asked(settings);
        new GitHub(System.getenv(), scenarios).publish(summary);
    }

    private Summary summary(String profile) {
        var id = attempt().id();
        var why = List.of(Mask.current().in(ForeignText.inOneLine(notRun.why())));
        return new Summary(
                new Summary.Identity(attempt().scenario(), profile, id.value()),
                new Summary.RunResult(RunOutcome.NOT_RUN, false, why, why),
                new Summary.Conditions(
                        attempt().target(),
                        attempt().standIn(),
                        null,
                        id.started().toString(),
                        TimeWords.now().toString(),
                        Environment.suite(),
                        Environment.machine()),
                new Summary.Traffic(null, List.of(), null, null),
                List.of(),
                new Summary.Observations(null, List.of(), List.of(), null, null, null, List.of()),
                new Summary.Remarks(null, List.of()));
    }

    private Attempt attempt() {
        return notRun.attempt();
    }
}
