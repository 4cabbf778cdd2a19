package loadtest.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs the shares of one run at the same time, each in a JVM and a folder of its own, and gathers what they leave. */
public final class SharedTrial {
    private final List<Trial> shares = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    /**
     * Starts all shares.
     *
     * @param share makes the trial of each
     */
    public SharedTrial(int of, String group, Callable<Trial> share) throws Exception {
        var start = Instant.now().plus(ahead());
        for (int part = 1; part <= of; part++) {
            var trial = share.call()
                    .named()
                    .with("PERF_SHARE", part + "/" + of)
                    .with("PERF_RUN_GROUP", group)
                    .with("PERF_START_AT", start.toString());
            shares.add(trial);
            processes.add(trial.start());
        }
    }

    /** Long enough for all to be prepared before their load begins, on a machine that is as busy as this one is now. */
    public static Duration ahead() {
        var processes = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Duration.ofSeconds(20 + Math.round(Math.min(50, 2 * Math.max(0, processes))));
    }

    /** @param part from 1 */
    public Process process(int part) {
        return processes.get(part - 1);
    }

    /** @param part from 1 */
    public Trial share(int part) {
        return shares.get(part - 1);
    }

    /** Waits for the end of all, whatever it is. */
    public List<TrialResult> results() throws IOException, InterruptedException {
        var results = new ArrayList<TrialResult>();
        for (int n = 0; n < shares.size(); n++) {
            results.add(shares.get(n).result(processes.get(n)));
        }
        return results;
    }

    /** Copies the runs of all shares below one folder, as artifacts are downloaded, each into a folder of its own. */
    public Path gather(Path folder) throws IOException {
        for (int n = 0; n < shares.size(); n++) {
            Folders.copy(shares.get(n).folder().resolve("results"), folder.resolve("artifact-" + (n + 1)));
        }
        return folder;
    }
}
