package loadtest.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import loadtest.measure.DispatcherReport;
import loadtest.measure.GeneratorMonitor;
import loadtest.measure.Recorder;
import loadtest.measure.StatusCounts;
import loadtest.slo.Finding;
import loadtest.slo.Gate;
import loadtest.slo.Judge;
import loadtest.slo.Promise;
import loadtest.slo.Rejected;
import loadtest.slo.Verdict;

/** One scenario's part of a load, with what monitors and judges it. */
record LoadPart(PreparedRun run, LoadMonitor monitor, Gate gate, Optional<DispatcherReport> dispatches) {

    /**
     * @param audit starts its audit
     * @param readings of the server's metrics, when the load has ended
     * @param others further promises that its gate judges
     */
    static LoadPart of(
            WiredRun wired,
            Recorder recorder,
            GeneratorMonitor generator,
            Supplier<CompletableFuture<Map<String, Finding>>> audit,
            Supplier<QuarterReadings> readings,
            Map<Promise, Supplier<Verdict>> others) {
        var run = wired.run();
        var dispatches = wired.wiring().dispatches();
        var monitor = new LoadMonitor(run, recorder, generator);
        var promises = new LinkedHashMap<Promise, Supplier<Verdict>>();
        var gate = new Gate(
                run.slos(),
                run.profile().gatesLatency(),
                judge(run),
                recorder,
                () -> dispatches.map(DispatcherReport::waba).orElse(new StatusCounts(Map.of(), 0)),
                audit,
                promises);
        promises.putAll(monitor.promises(gate::loadEnded, readings));
        dispatches.ifPresent(seen -> promises.put(
                Rejected.promise(run.scenario().id()),
                () -> Rejected.verdict(run.scenario().id(), seen)));
        Merge.ofThisProcess()
                .ifPresent(shares -> promises.putAll(new MergePromises(shares, run, monitor.abort()).all()));
        promises.putAll(others);
        return new LoadPart(run, monitor, gate, dispatches);
    }

    private static Judge judge(PreparedRun run) {
        if (!run.load().share().isAll()) {
            return Judge.MERGE;
        }
        return run.profile().climbs() ? Judge.CLIMB : Judge.RUN;
    }
}
