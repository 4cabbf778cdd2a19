package loadtest.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import loadtest.load.Profile;
import loadtest.measure.GeneratorMonitor;
import loadtest.measure.Recorder;
import loadtest.measure.Throttle;
import loadtest.measure.ThroughputMeter;
import loadtest.slo.AbortCriteria;
import loadtest.slo.Promise;
import loadtest.slo.Schedule;
import loadtest.slo.Throughput;
import loadtest.slo.Verdict;

/** Monitors one scenario's load under way: its abort criteria, its arrivals against the plan, and its throughput. */
final class LoadMonitor {
    private final AbortCriteria abort;
    private final Schedule schedule;
    private final Profile profile;
    private final String scenario;
    private final Recorder recorder;
    private final GeneratorMonitor generator;
    private final Throughput.PlannedLoad planned;
    private final Map<Throughput, ThroughputMeter> throughput = new LinkedHashMap<>();

    /** @param generator of the process, whose delays are those of every scenario in it */
    LoadMonitor(PreparedRun run, Recorder recorder, GeneratorMonitor generator) {
        var throttle = throttle(run);
        this.abort = new AbortCriteria(run.group(), run.file().abort(), throttle);
        this.profile = run.profile();
        this.scenario = run.scenario().id();
        this.generator = generator;
        this.schedule = run.file().schedule().gating(profile.gatesLatency());
        this.planned = new Throughput.PlannedLoad(
                profile.plannedUsers(),
                throttle,
                run.settings().campaign().dispatching().longerWait(),
                run.settings().run().share().of());
        this.recorder = recorder;
        recorder.expect(scenario, profile.arrivals());
        recorder.addListener(abort::sample);
        run.slos().throughput().forEach(slo -> {
            var meter =
                    new ThroughputMeter(slo.request(), profile.length(), slo.grace(), () -> recorder.began(scenario));
            recorder.addListener(meter::sample);
            throughput.put(slo, meter);
        });
    }

    /** This machine's part of it. */
    private static Throttle throttle(PreparedRun run) {
        var campaign = run.settings().campaign();
        return run.profile()
                .targets()
                .map(targets -> new Throttle(campaign.targetsPerMinute(), campaign.batchSize(), targets)
                        .of(run.settings().run().share().of()))
                .orElse(Throttle.NONE);
    }

    AbortCriteria abort() {
        return abort;
    }

    /**
     * What is promised of the load itself, to be judged when it has ended.
     *
     * @param ended whether the load came to its end; where it was cut off, users who were not due yet are not missing
     */
    Map<Promise, Supplier<Verdict>> promises(BooleanSupplier ended) {
        var promises = new LinkedHashMap<Promise, Supplier<Verdict>>();
        profile.plannedUsers()
                .ifPresent(all -> promises.put(schedule.users(), () -> {
                    var seen = recorder.lateness(scenario).orElseThrow();
                    var due = ended.getAsBoolean() ? all : Math.min(all, seen.all());
                    return schedule.users(due, seen, this::likelyCauses);
                }));
        promises.put(schedule.engine(), () -> schedule.engine(generator.lag(), this::likelyCauses));
        throughput.forEach((slo, meter) -> promises.put(
                slo.promise(planned),
                () -> slo.judge(planned, meter.achieved(), ended.getAsBoolean(), profile.gatesLatency())));
        promises.putAll(abort.promises());
        return promises;
    }

    private String likelyCauses() {
        return generator.seen().likelyCauses();
    }
}
