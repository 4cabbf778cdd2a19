package loadtest.report.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;

/** The files beside a run's page, which it links. */
final class PageLinks {
    private PageLinks() {}

    /** The files of a run in this folder. Those written during the load are left out where they do not exist. */
    static List<String> in(Path folder, Summary summary) {
        var files = new ArrayList<>(of(summary));
        files.removeIf(file -> duringLoad(summary).contains(file) && !Files.exists(folder.resolve(file)));
        return files;
    }

    /** The files that are in the folder of an earlier run. */
    static List<String> present(Path folder, Summary summary) {
        return of(summary).stream()
                .filter(file -> Files.exists(folder.resolve(file)))
                .toList();
    }

    /** Every file that such a run can leave; none while it goes on, since most are written at its end. */
    static List<String> of(Summary summary) {
        if (summary.result().outcome() == null) {
            return List.of();
        }
        var files = new ArrayList<String>();
        if (!Set.of(RunOutcome.INTERRUPTED, RunOutcome.NOT_RUN)
                .contains(summary.result().outcome())) {
            files.add("index.html"); // Gatling makes it when a run has ended by itself
        }
        files.addAll(List.of("summary.json", "junit.xml", "readiness.md"));
        files.addAll(duringLoad(summary));
        return files;
    }

    private static List<String> duringLoad(Summary summary) {
        var files = new ArrayList<String>();
        if (summary.traffic().waba() != null) {
            files.add("responses.ndjson");
        }
        var resources = summary.observations().resources();
        if (resources != null && resources.readings() > 0) {
            files.add("target-metrics.ndjson");
        }
        return files;
    }
}
