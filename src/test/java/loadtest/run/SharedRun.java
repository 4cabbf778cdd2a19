package loadtest.run;

import java.time.Instant;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;

/** Refuses settings of a run that several machines share, or that begins at a given time, where they cannot work. */
final class SharedRun {
    private SharedRun() {}

    /**
     * @param standIn whether this process would load a stand-in of its own
     * @param scenarios how many are meant to run
     * @throws BadInput naming the setting at fault
     */
    static void require(Settings settings, boolean standIn, long scenarios) {
        var run = settings.run();
        if (!run.share().isAll()) {
            if (standIn) {
                throw new BadInput(
                        "PERF_SHARE is " + run.share() + ", and no target is configured: machines that share a"
                                + " run load the same target, and each would start a stand-in of its own; set its address");
            }
            if (run.group().isEmpty()) {
                throw new BadInput("PERF_SHARE is " + run.share() + ", and PERF_RUN_GROUP is not set: give all machines"
                        + " of this run the same name, such as 2030-01-31-" + run.profile());
            }
        }
        run.startAt().ifPresent(at -> {
            PlannedStart.require(at, Instant.now());
            if (scenarios > 1) {
                throw new BadInput("PERF_START_AT is when the load of one scenario begins, and " + scenarios
                        + " are to run: name one with -Dsimulation or PERF_SCENARIOS");
            }
        });
    }

    /**
     * @param simulation that runs several scenarios at once
     * @throws BadInput where several machines are to share it: what they record and merge is one scenario's
     */
    static void refuseCombined(Settings settings, String simulation) {
        var share = settings.run().share();
        if (!share.isAll()) {
            throw new BadInput("PERF_SHARE is " + share + ", and " + simulation
                    + " runs on one machine: several share the run of one scenario; name it with -Dsimulation, or unset"
                    + " PERF_SHARE");
        }
    }
}
