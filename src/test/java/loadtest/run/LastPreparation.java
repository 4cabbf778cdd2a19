package loadtest.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.audit.Audit;
import loadtest.settings.BadInput;
import loadtest.share.ClockOffset;
import loadtest.target.Calls;
import loadtest.target.Check;
import loadtest.target.TargetReadiness;

/** What is done last before a load, since it grows old while a run waits for its planned start. */
final class LastPreparation {
    private final List<Runnable> renewals = new ArrayList<>();

    /** Adds what is to be done again after a wait. */
    void renew(Runnable step) {
        renewals.add(step);
    }

    /**
     * Waits for the planned start, does again what has grown old meanwhile, and reads the state before the load.
     *
     * @param calls those of the whole journey
     * @throws BadInput if a promise is about no call, fixtures were used meanwhile, or the state cannot be read
     */
    PreparedRun of(PreparedRun prepared, Calls calls, Audit audit) {
        var sent = Merge.ofThisProcess().map(merge -> merge.without(prepared)).orElse(prepared);
        Promised.require(sent.file(), sent.leftOut(), calls.names());
        var run = sent.reading(calls.reading());
        var load = run.load();
        var start = run.settings().run().startAt().map(at -> PlannedStart.of(at, load.firstArrival()));
        start.ifPresent(planned -> await(planned, run));
        Merge.ofThisProcess().ifPresentOrElse(merge -> merge.prepare(audit), audit::before);
        var clock = load.share().isAll()
                ? Optional.<ClockOffset>empty()
                : ClockOffset.measure(run.target(), run.scenario());
        return noted(run.at(new Timing(start, clock)));
    }

    private void await(PlannedStart start, PreparedRun run) {
        ClassPreloader.preload(); // somebody may compile while this waits
        if (start.awaitLastSteps(name(run))) {
            renewAll(run);
        }
    }

    /** Does again what has grown old. */
    void renewAll(PreparedRun run) {
        renewals.forEach(Runnable::run);
        requireFixtures(run);
    }

    private static String name(PreparedRun run) {
        var share = run.load().share();
        return run.scenario().id() + (share.isAll() ? "" : ", share " + share + ",");
    }

    private static void requireFixtures(PreparedRun run) {
        var failed = new TargetReadiness(run.file(), run.target(), run.profile())
                .fixtures().stream().filter(Check::failed).map(Check::finding).collect(Collectors.joining("; "));
        if (!failed.isEmpty()) {
            throw new BadInput("since it was prepared: " + failed);
        }
    }

    private static PreparedRun noted(PreparedRun run) {
        var load = run.load();
        if (load.share().isAll()) {
            return run;
        }
        var clock = run.timing().clock().map(ClockOffset::describe).orElse("nobody else's could be asked");
        var told = run.noting(RunNote.of("clock of this machine: " + clock));
        return load.isEmpty()
                ? told.noting(
                        RunNote.of("share " + load.share() + " has no user: fewer arrive than machines share them"))
                : told;
    }
}
