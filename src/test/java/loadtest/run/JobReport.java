package loadtest.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loadtest.report.github.JobPages;
import loadtest.report.github.JobRun;
import loadtest.report.github.JobSummary;
import loadtest.report.invocation.InvocationFile;
import loadtest.report.invocation.InvocationRun;
import loadtest.report.invocation.InvocationSuites;
import loadtest.settings.Failure;
import loadtest.settings.GitHubStep;
import loadtest.settings.Settings;
import loadtest.settings.WholeFile;

/**
 * What build servers are told of all scenarios of an invocation, as far as they have come: one root of their JUnit suites;
 * on GitHub the job's summary too, and what comments, issues and artifacts are made of. Each process brings it up to date
 * when it begins and when it ends, so it is right whichever of them dies.
 *
 * @param asked the scenarios that were to run
 */
record JobReport(Settings settings, Set<String> asked) {
    /** GitHub allows a comment 65,536 characters, of which whoever posts it needs some. In bytes. */
    private static final long LARGEST_COMMENT = 60_000;

    private static final GitHubStep STEP = new GitHubStep(System.getenv());

    /**
     * Brings all of it up to date; a file that cannot be written does not affect the job's summary.
     *
     * @param own what became of this process's run; empty where it has not ended
     * @throws IOException if the invocation's file cannot be read
     */
    void update(InvocationFile file, Optional<JobRun> own) throws IOException {
        var runs = file.runs();
        // Elsewhere no earlier run's summary is read, which would only delay this run's load.
        var summary = STEP.isRead()
                ? Optional.of(summary(file.folder().getFileName().toString(), runs, own))
                : Optional.<JobSummary>empty();
        try {
            InvocationSuites.write(file.folder(), runs, settings.run().profile());
            if (STEP.isOne()) {
                files(summary.orElseThrow());
            }
        } catch (IOException | RuntimeException e) {
            System.out.println("the evidence is incomplete: " + Failure.line(e));
        }
    }

    private void files(JobSummary summary) throws IOException {
        var output = settings.run().outputDir();
        WholeFile.write(output.resolve("performance.md"), summary.markdown(LARGEST_COMMENT));
        WholeFile.write(output.resolve("performance.html"), JobPages.of(summary));
    }

    /**
     * Tells GitHub of this run where nothing is known of the others.
     *
     * @param name of the invocation
     */
    void ofOneRun(String name, JobRun own) {
        summary(name, List.of(), Optional.of(own));
    }

    private JobSummary summary(String name, List<InvocationRun> runs, Optional<JobRun> own) {
        var summary = JobSummary.of(asked, runs, own, STEP.run());
        STEP.block("performance of " + name, summary::markdown);
        return summary;
    }
}
