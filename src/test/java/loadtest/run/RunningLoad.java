package loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import loadtest.audit.Audit;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.DispatcherReport;
import loadtest.measure.EngineHook;
import loadtest.measure.Recorder;
import loadtest.measure.SentRequests;
import loadtest.measure.StatusCounts;
import loadtest.report.history.Baseline;
import loadtest.report.summary.Comparison;
import loadtest.settings.Failure;
import loadtest.settings.StartSteps;
import loadtest.slo.Finding;
import loadtest.slo.Gate;
import loadtest.slo.Judge;
import loadtest.slo.Promise;
import loadtest.slo.Rejected;
import loadtest.slo.Verdict;
import loadtest.target.Origins;
import loadtest.target.WarmUp;

/** The load of a prepared run, with what records, monitors, shows and judges it. */
final class RunningLoad {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final PreparedRun run;
    private final Origins origins;
    private final Audit audit;
    private final Optional<DispatcherReport> dispatches;
    private final Recorder recorder = new Recorder();
    private final Optional<Merge> merge = Merge.ofThisProcess();
    private final Optional<RecordedShare> share;
    private final EngineHook hook;
    private final LoadMonitor monitor;
    private final Gate gate;
    private final Optional<Observation> observation; // of a load of its own
    private final Display display;
    private final RunEnd end;

    /**
     * Starts the observation of the target, the monitoring of the generator and the display; the engine starts the load.
     *
     * @param dispatches empty where the scenario has no dispatcher
     */
    RunningLoad(PreparedRun run, Origins origins, Audit audit, Optional<DispatcherReport> dispatches) {
        ClassPreloader.preload();
        this.run = run;
        this.origins = origins;
        this.audit = audit;
        this.dispatches = dispatches;
        share = RecordedShare.of(run, recorder, audit, this::folder);
        hook = new EngineHook(recorder, share.map(RecordedShare::recording));
        monitor = new LoadMonitor(run, recorder);
        gate = new Gate(
                run.slos(),
                run.profile().gatesLatency(),
                judge(run),
                recorder,
                this::waba,
                this::auditAfterLoad,
                promises());
        origins.calls()
                .sent()
                .tell(share.<SentRequests.Listener>map(RecordedShare::recording).orElse(recorder));
        recorder.expect(run.scenario().id(), run.load().arrivals());
        observation = merge.isPresent()
                ? Optional.empty()
                : Optional.of(Observation.start(
                        run.scenario(), run.target(), origins, run.profile().length(), this::folder));
        monitor.start();
        if (!run.settings().watching().engine()) {
            EngineLines.hideFigures();
        }
        display = Display.start(run, () -> snapshot().soFar());
        end = new RunEnd(
                () -> new RunReport(snapshot(), folder()), hook::stopLoad, summary -> display.end(summary, folder()));
    }

    /** Warm-up, load and verdicts, one after the other, with the monitor beside the last two. */
    PopulationBuilder population(ChainBuilder journey) {
        if (merge.isPresent()) {
            return replayed(merge.get(), journey);
        }
        var start = run.timing().start();
        var arrival = scenario(run.scenario().id()).exec(hook);
        var load = run.load()
                .inject(
                        monitor.leaving().map(arrival::exec).orElse(arrival).exec(journey),
                        start.map(PlannedStart::beginning));
        StartSteps.done("classes, monitor and display");
        return WarmUp.of(
                        origins,
                        start.map(planned -> planned.warmUpEnd(run.profile().open())))
                .injectOpen(atOnceUsers(1))
                .andThen(load.andThen(gate.scenario().injectOpen(atOnceUsers(1))), monitor.population(gate::loadEnded));
    }

    /** The load of other machines, in the place of one of this process: its own has no user. */
    private PopulationBuilder replayed(Merge shares, ChainBuilder journey) {
        var nobody = scenario(run.scenario().id()).exec(hook).exec(journey).injectOpen(nothingFor(MOMENT));
        return new Replay(shares, recorder, hook, monitor.abort())
                .scenario()
                .injectOpen(atOnceUsers(1))
                .andThen(nobody, gate.scenario().injectOpen(atOnceUsers(1)));
    }

    /** How it is reported when this process ends. */
    RunEnd end() {
        return end;
    }

    List<Assertion> assertions() {
        return gate.assertions();
    }

    /** What the dispatcher answered to one batch. */
    void reported(DispatcherAnswer answer) {
        monitor.abort().answered(answer);
        share.ifPresent(recorded -> recorded.recording().answered(answer));
    }

    /** The folder of this run's report; empty until the engine has made it. */
    Optional<Path> folder() {
        return hook.runId().map(run.settings().run().outputDir()::resolve);
    }

    /**
     * Judges, writes the evidence and closes the target. Never throws; a step that fails does not keep the next from running.
     *
     * @param ended called first: no answer counts any more
     */
    void finish(Runnable ended) {
        StartSteps.done(StartSteps.LOAD_ENDED);
        attempt(display::stop);
        attempt(ended);
        attempt(this::auditIfAborted);
        attempt(() -> observation.ifPresent(Observation::end));
        StartSteps.done("observation ended");
        share.ifPresent(recorded -> attempt(() -> recorded.end(gate, monitor)));
        merge.ifPresent(shares -> attempt(() -> shares.joinLines(folder().orElseThrow())));
        attempt(end::report);
        StartSteps.done("evidence written");
        attempt(monitor::close);
        attempt(run.target()::endBeside);
        StartSteps.done("stand-in told to stop");
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            System.out.println("the evidence is incomplete: " + Failure.line(e));
        }
    }

    private void auditIfAborted() {
        if (!gate.reached()) {
            hook.stopLoad();
            gate.auditIncompleteRun();
        }
    }

    private StatusCounts waba() {
        return dispatches.map(DispatcherReport::waba).orElse(new StatusCounts(Map.of(), 0));
    }

    /** The audit's own statements must not be counted among what the load did to the database. */
    private CompletableFuture<Map<String, Finding>> auditAfterLoad() {
        if (merge.isPresent()) {
            return merge.get().audit(audit, run.slos().integrity());
        }
        var read = observation.orElseThrow().loadEnded();
        return read.thenCompose(any -> share.map(RecordedShare::audit).orElseGet(audit::start));
    }

    private Map<Promise, Supplier<Verdict>> promises() {
        var promises = monitor.promises(() -> gate.loadEnded(), this::readings);
        dispatches.ifPresent(seen -> promises.put(
                Rejected.promise(run.scenario().id()),
                () -> Rejected.verdict(run.scenario().id(), seen)));
        run.baseline()
                .filter(Baseline::gates)
                .ifPresent(found -> promises.put(found.promise(), () -> found.verdict(RunSnapshot.requests(recorder))));
        merge.ifPresent(shares -> promises.putAll(new MergePromises(shares, run, monitor.abort()).all()));
        return promises;
    }

    private static Judge judge(PreparedRun run) {
        if (!run.load().share().isAll()) {
            return Judge.MERGE;
        }
        return run.profile().climbs() ? Judge.CLIMB : Judge.RUN;
    }

    private QuarterReadings readings() {
        return new QuarterReadings(server().resources(), run.profile().length(), recorder.began());
    }

    private RunSnapshot snapshot() {
        return new RunSnapshot(run, recorder, gate, monitor, server(), dispatches, comparison());
    }

    private ServerSide server() {
        return observation
                .map(Observation::seen)
                .orElseGet(() -> merge.orElseThrow().machines().server());
    }

    /** Empty for a run that was cut off: only a part of it would be compared. */
    private Optional<Comparison> comparison() {
        return run.baseline()
                .filter(found -> gate.reached())
                .flatMap(found -> found.compare(RunSnapshot.requests(recorder)));
    }
}
