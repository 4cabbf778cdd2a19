package loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.EngineHook;
import loadtest.measure.GeneratorMonitor;
import loadtest.measure.Recorder;
import loadtest.measure.SentRequests;
import loadtest.report.summary.Comparison;
import loadtest.report.text.Terminal;
import loadtest.settings.Console;
import loadtest.settings.Failure;
import loadtest.settings.StartSteps;
import loadtest.slo.Finding;
import loadtest.slo.Gate;
import loadtest.slo.Promise;
import loadtest.slo.Verdict;

/** The load of a prepared run, with what records, monitors, shows and judges it. */
final class RunningLoad {
    private final WholeRun run;
    private final List<WiredRun> wired;
    private final List<LoadPart> parts = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private final Optional<Merge> merge = Merge.ofThisProcess();
    private final Optional<RecordedShare> share; // of one scenario alone
    private final EngineHook hook;
    private final GeneratorMonitor generator = new GeneratorMonitor();
    private final Optional<Observation> observation; // of a load of its own
    private final Audits audits = new Audits(this::lastReading);
    private final Display display;
    private final RunEnd end;

    /**
     * Starts the observation of the target, the monitoring of the generator and the display; the engine starts the load.
     *
     * @param wired one for each part of the run
     */
    private RunningLoad(WholeRun run, List<WiredRun> wired) {
        ClassPreloader.preload();
        this.run = run;
        this.wired = wired;
        share = RecordedShare.of(wired.get(0).run(), recorder, wired.get(0).audit(), this::folder);
        hook = new EngineHook(recorder, share.map(RecordedShare::recording));
        wired.forEach(this::add);
        var servers =
                wired.stream().flatMap(one -> one.origins().all().stream()).toList();
        observation = merge.isPresent() ? Optional.empty() : Optional.of(Observation.start(run, servers, this::folder));
        if (merge.isEmpty()) {
            generator.start(); // a merge generates nothing
        }
        if (!run.settings().watching().engine()) {
            EngineLines.hideFigures();
        }
        display = Display.start(run, () -> snapshot().soFar());
        end = new RunEnd(
                () -> new RunReport(snapshot(), folder()), hook::stopLoad, summary -> display.end(summary, folder()));
    }

    private void add(WiredRun one) {
        one.origins()
                .calls()
                .sent()
                .tell(share.<SentRequests.Listener>map(RecordedShare::recording).orElse(recorder));
        parts.add(LoadPart.of(
                one, recorder, generator, audit(one), () -> readings(one), parts.isEmpty() ? promises() : Map.of()));
    }

    /** On the whole run. */
    private Map<Promise, Supplier<Verdict>> promises() {
        var promises = new LinkedHashMap<>(run.promises(() -> SeenTraffic.requests(recorder)));
        share.ifPresent(recorded -> promises.putAll(recorded.promises()));
        return promises;
    }

    /** Prints the plan, and starts all but the load itself. */
    static RunningLoad start(WholeRun prepared, List<WiredRun> wired, RunProcess process) {
        var run = prepared.of(wired.stream().map(WiredRun::run).toList());
        StartSteps.done("journey, calls and audit");
        Console.styled(Plan.of(run, Terminal.ofThisProcess()));
        var load = new RunningLoad(run, wired);
        process.loads(load.end);
        run.timing().start().ifPresent(PlannedStart::awaitEngine);
        return load;
    }

    /** What starts an audit; that of a merge need not wait, for no load of this process has changed anything. */
    private Supplier<CompletableFuture<Map<String, Finding>>> audit(WiredRun one) {
        return merge.<Supplier<CompletableFuture<Map<String, Finding>>>>map(shares ->
                        () -> shares.audit(one.audit(), one.run().slos().integrity()))
                .orElseGet(() -> audits.with(() -> share.map(RecordedShare::audit)
                        .orElseGet(() -> one.audit().start())));
    }

    /** What the engine runs: of each scenario warm-up, load and verdicts, or a replay of what other machines have sent. */
    List<PopulationBuilder> populations() {
        var populations = new Populations(wired, parts, hook, generator);
        return merge.map(shares -> List.of(populations.replayed(shares, recorder)))
                .orElseGet(populations::all);
    }

    /** After this time the engine stops, even if answers are outstanding. */
    Duration bound() {
        return wired.stream()
                .map(one -> one.run().bound().plus(one.wiring().longer()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    List<Assertion> assertions() {
        return parts.stream().flatMap(part -> part.gate().assertions().stream()).toList();
    }

    /** What the dispatcher of a scenario answered to one batch. */
    void reported(String scenario, DispatcherAnswer answer) {
        parts.stream()
                .filter(part -> part.run().scenario().id().equals(scenario))
                .forEach(part -> part.monitor().abort().answered(answer));
        share.ifPresent(recorded -> recorded.recording().answered(answer));
    }

    /** The folder of this run's report; empty until the engine has made it. */
    Optional<Path> folder() {
        return hook.runId().map(run.settings().run().outputDir()::resolve);
    }

    /** Judges, reports and closes the target. Never throws; a step that fails does not keep the next from running. */
    void finish() {
        StartSteps.done(StartSteps.LOAD_ENDED);
        attempt(display::stop);
        wired.forEach(one -> attempt(one.wiring().ended()));
        attempt(this::auditIfAborted);
        attempt(() -> observation.ifPresent(Observation::end));
        StartSteps.done("observation ended");
        share.ifPresent(recorded ->
                attempt(() -> recorded.end(parts.get(0).gate(), parts.get(0).monitor())));
        merge.ifPresent(shares -> attempt(() -> shares.joinLines(folder().orElseThrow())));
        attempt(run.target()::endBeside); // nothing is asked of it any more
        StartSteps.done("stand-in told to stop");
        attempt(end::report);
        StartSteps.done("verdict told");
        attempt(generator::close);
        wired.forEach(one -> attempt(one.wiring().closed()));
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            System.out.println("the evidence is incomplete: " + Failure.line(e));
        }
    }

    private void auditIfAborted() {
        var incomplete = parts.stream()
                .map(LoadPart::gate)
                .filter(gate -> !gate.reached())
                .toList();
        if (!incomplete.isEmpty()) {
            hook.stopLoad();
            audits.cutOff();
            incomplete.forEach(Gate::auditIncompleteRun);
        }
    }

    private CompletableFuture<?> lastReading() {
        return observation.orElseThrow().loadEnded();
    }

    private QuarterReadings readings(WiredRun one) {
        var began = recorder.began(one.run().scenario().id());
        return new QuarterReadings(server().resources(), one.run().profile().length(), began);
    }

    private RunSnapshot snapshot() {
        return new RunSnapshot(run, recorder, parts, server(), comparison());
    }

    private ServerSide server() {
        return observation.map(Observation::seen).orElseGet(() -> merge.orElseThrow()
                .server());
    }

    /** Empty for a run that was cut off: only a part of it would be compared. */
    private Optional<Comparison> comparison() {
        return run.baseline()
                .filter(found -> parts.stream().allMatch(part -> part.gate().reached()))
                .flatMap(found -> found.compare(SeenTraffic.requests(recorder)));
    }
}
