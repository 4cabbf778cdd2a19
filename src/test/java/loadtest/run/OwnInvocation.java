package loadtest.run;

import java.io.IOException;
import java.nio.file.Path;
import loadtest.report.invocation.InvocationFile;
import loadtest.settings.Failure;

/** Tells the file of this process's invocation what becomes of its run. A file that cannot be written costs nothing else. */
final class OwnInvocation {
    private OwnInvocation() {}

    static void began(Path outputDir, String scenario, String runId) {
        tell(outputDir, scenario, runId, file -> {});
    }

    static void ended(Path outputDir, String scenario, String runId, Path folder) {
        tell(outputDir, scenario, runId, file -> file.ended(folder));
    }

    static void leftOut(Path outputDir, String scenario, String runId, String why) {
        tell(outputDir, scenario, runId, file -> file.leftOut(why));
    }

    private static void tell(Path outputDir, String scenario, String runId, Telling telling) {
        try {
            telling.to(InvocationFile.begin(outputDir, Parentage.atStart().invocation(), scenario, runId));
        } catch (IOException | RuntimeException e) {
            System.out.println("the evidence is incomplete: the outcomes of this command lack " + scenario + " ("
                    + Failure.line(e) + ")");
        }
    }

    private interface Telling {
        void to(InvocationFile file) throws IOException;
    }
}
