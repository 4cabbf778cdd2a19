package loadtest.run;

import java.util.List;
import java.util.Optional;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.Environment;
import loadtest.report.summary.Summary;
import loadtest.report.summary.TimeWords;
import loadtest.report.text.GitHub;
import loadtest.report.text.ShownPath;
import loadtest.report.text.Terminal;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;
import loadtest.settings.Mask;
import loadtest.settings.Settings;
import loadtest.target.RehearsalWatch;

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
        var folder = Optional.of(settings.run().outputDir())
                .filter(Writable::isWritable)
                .map(output -> output.resolve(attempt().folder()));
        if (folder.isPresent()) {
            RunReport.writeFiles(attempt(), summary, folder);
            System.out.println("  "
                    + ShownPath.of(
                            folder.get().resolve(VerdictPage.NAME),
                            Terminal.ofThisProcess().width() - 2));
        }
        // Where no scenario can run, the others are not even tried.
        var scenarios = notRun.stopsOthers() ? 1 : Selection.asked(settings);
        new GitHub(System.getenv(), scenarios).annotate(summary);
        OwnInvocation.of(attempt()).publish(summary, folder);
    }

    private Summary summary(String profile) {
        var id = attempt().id();
        return Summary.notRun(
                attempt().identity(profile),
                new Summary.Conditions(
                        attempt().target(),
                        attempt().standIn(),
                        null,
                        attempt().settings().map(RehearsalWatch::planned).orElse(List.of()),
                        id.started().toString(),
                        TimeWords.now().toString(),
                        Environment.suite(),
                        Environment.machine()),
                Mask.current().in(ForeignText.inOneLine(notRun.why())));
    }

    private Attempt attempt() {
        return notRun.attempt();
    }
}
