package loadtest.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loadtest.report.github.JobPages;
import loadtest.report.github.JobRun;
import loadtest.report.github.JobSummary;
import loadtest.report.invocation.InvocationFile;
import loadtest.report.invocation.InvocationRun;
import loadtest.report.invocation.InvocationSuites;
import loadtest.report.summary.Summary;
import loadtest.settings.Failure;
import loadtest.settings.GitHubStep;
import loadtest.settings.Settings;
import loadtest.settings.WholeFile;

/**
 * What build servers are told of all scenarios of an invocation, as far as they have come: one root of their JUnit suites;
 * on GitHub the job's summary too, and what comments, issues and artifacts are made of. Each process brings it up to date
 * when it begins and when it ends, so it is right whichever of them dies.
 */
record JobReport(Settings settings) {
    /** GitHub allows a comment 65,536 characters, of which whoever posts it needs some. In bytes. */
    private static final long LARGEST_COMMENT = 60_000;

    private static final GitHubStep STEP = new GitHubStep(System.getenv());

    /** Brings all of it up to date. Never throws. */
    void update(InvocationFile file) {
        try {
            update(file, Optional.empty());
        } catch (IOException | RuntimeException e) {
            System.out.println("the build server lacks what became of " + file.scenario() + ": " + Failure.line(e));
        }
    }

    /**
     * The same when a run has ended. Never throws.
     *
     * @param folder of the run; empty where there is none, and then the others are not known either
     */
    void publish(Summary summary, Optional<Path> folder) {
        var own = Optional.of(JobRun.of(summary, folder));
        try {
            if (folder.isEmpty()) {
                summary(Parentage.atStart().invocation().name(), List.of(), own);
                return;
            }
            update(
                    OwnInvocation.file(
                            settings,
                            summary.identity().scenario(),
                            summary.identity().runId()),
                    own);
        } catch (IOException | RuntimeException e) {
            summary(Parentage.atStart().invocation().name(), List.of(), own);
            System.out.println("the build server lacks what became of the others: " + Failure.line(e));
        }
    }

    private void update(InvocationFile file, Optional<JobRun> own) throws IOException {
        var runs = file.runs();
        var summary = summary(file.folder().getFileName().toString(), runs, own);
        try {
            InvocationSuites.write(file.folder(), runs, settings.run().profile());
            if (STEP.isOne()) {
                var output = settings.run().outputDir();
                WholeFile.write(output.resolve("performance.md"), summary.markdown(LARGEST_COMMENT));
                WholeFile.write(output.resolve("performance.html"), JobPages.of(summary));
            }
        } catch (IOException | RuntimeException e) {
            System.out.println("the evidence is incomplete: " + file.folder() + ": " + Failure.line(e));
        }
    }

    private JobSummary summary(String name, List<InvocationRun> runs, Optional<JobRun> own) {
        var summary = JobSummary.of(Selection.asked(settings), runs, own, STEP.run());
        STEP.block("performance of " + name, summary::markdown);
        return summary;
    }
}
