package loadtest.run;

import java.io.IOException;
import java.nio.file.Path;
import loadtest.report.invocation.InvocationFile;
import loadtest.settings.Failure;
import loadtest.settings.Settings;

/** Tells the file of this process's invocation what becomes of its run. A file that cannot be written costs nothing else. */
final class OwnInvocation {
    private OwnInvocation() {}

    static void began(Settings settings, String scenario, String runId) {
        tell(settings, scenario, runId, file -> {});
    }

    static void ended(Settings settings, String scenario, String runId, Path folder) {
        tell(settings, scenario, runId, file -> file.ended(folder));
    }

    static void leftOut(Settings settings, String scenario, String runId, String why) {
        tell(settings, scenario, runId, file -> file.leftOut(why));
    }

    private static void tell(Settings settings, String scenario, String runId, Telling telling) {
        try {
            var file = file(settings, scenario, runId);
            telling.to(file);
            new JobReport(settings).update(file);
        } catch (IOException | RuntimeException e) {
            System.out.println("the evidence is incomplete: the outcomes of this command lack " + scenario + " ("
                    + Failure.line(e) + ")");
        }
    }

    /** The file of this process's invocation, which knows by now that this run has begun. */
    static InvocationFile file(Settings settings, String scenario, String runId) throws IOException {
        return InvocationFile.begin(
                settings.run().outputDir(), Parentage.atStart().invocation(), scenario, runId);
    }

    private interface Telling {
        void to(InvocationFile file) throws IOException;
    }
}
