package loadtest.report.invocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import loadtest.report.invocation.InvocationRun.InvocationState;
import loadtest.report.summary.Environment;
import loadtest.report.summary.Summary;
import loadtest.report.text.JUnitRoot;
import loadtest.report.text.JUnitXml;
import loadtest.settings.WholeFile;

/**
 * Writes one JUnit file over the runs of an invocation, {@code testsuites.xml} in its folder. It is not called
 * {@code junit.xml}, so that a build server that collects those of the runs does not count everything twice.
 */
public final class InvocationSuites {
    private static final String NAME = "testsuites.xml";

    private InvocationSuites() {}

    /**
     * A run without a file of its own, killed for example, is a suite with an error.
     *
     * @param folder of the invocation
     * @param profile of its runs
     * @throws IOException if a file cannot be read or written
     */
    public static void write(Path folder, List<InvocationRun> runs, String profile) throws IOException {
        var suites = new ArrayList<String>();
        for (var run : runs) {
            if (run.state() != InvocationState.LEFT_OUT) {
                suites.add(suite(run, profile, folder.getFileName().toString()));
            }
        }
        WholeFile.write(folder.resolve(NAME), JUnitRoot.of(suites));
    }

    private static String suite(InvocationRun run, String profile, String invocation) throws IOException {
        var file = run.run().map(past -> past.folder().resolve("junit.xml")).filter(Files::exists);
        if (file.isPresent()) {
            return Files.readString(file.get());
        }
        var now = Instant.now().toString();
        return JUnitXml.of(Summary.notRun(
                Summary.Identity.alone(run.scenario(), profile, run.runId(), invocation),
                new Summary.Conditions(
                        List.of(), false, null, List.of(), now, now, Environment.suite(), Environment.machine()),
                "no verdict: its process has not come to its end"));
    }
}
