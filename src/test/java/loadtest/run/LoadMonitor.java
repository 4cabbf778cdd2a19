package loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.exitHereIf;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import loadtest.load.ShareOfLoad;
import loadtest.measure.GeneratorHealth;
import loadtest.measure.GeneratorMonitor;
import loadtest.measure.Lateness;
import loadtest.measure.PartsRecorder;
import loadtest.measure.Recorder;
import loadtest.measure.Throttle;
import loadtest.measure.ThroughputMeter;
import loadtest.slo.AbortCriteria;
import loadtest.slo.CapacityLevel;
import loadtest.slo.CapacitySearch;
import loadtest.slo.Drift;
import loadtest.slo.Promise;
import loadtest.slo.Schedule;
import loadtest.slo.Throughput;
import loadtest.slo.Verdict;

/**
 * Monitors one scenario's load under way: its abort criteria, its arrivals against the plan, its throughput, and with them
 * the health of the generator.
 */
final class LoadMonitor {
    private final Optional<Merge> merge = Merge.ofThisProcess();
    private final AbortCriteria abort;
    private final Schedule schedule;
    private final ShareOfLoad load;
    private final String scenario;
    private final Optional<PlannedStart> start;
    private final Recorder recorder;
    private final Throughput.PlannedLoad planned;
    private final Map<Throughput, ThroughputMeter> throughput = new LinkedHashMap<>();
    private final Optional<CapacitySearch> search;
    private final Optional<Drift> drift;
    private final GeneratorMonitor generator;

    /** @param generator of the process, whose delays are those of every scenario in it */
    LoadMonitor(PreparedRun run, Recorder recorder, GeneratorMonitor generator) {
        var throttle = throttle(run);
        this.abort = new AbortCriteria(
                run.group(),
                run.file().abort(),
                throttle,
                merge.<LongSupplier>map(Merge::clock).orElse(System::currentTimeMillis));
        this.load = run.load();
        this.scenario = run.scenario().id();
        this.generator = generator;
        this.start = run.timing().start();
        var profile = run.profile();
        this.schedule = run.file().schedule().gating(profile.gatesLatency() || profile.climbs());
        this.planned = new Throughput.PlannedLoad(
                load.plannedUsers(),
                throttle,
                run.settings().campaign().dispatching().longerWait(),
                run.settings().run().share().of());
        this.recorder = recorder;
        recorder.expect(scenario, load.arrivals());
        recorder.addListener(abort::sample);
        run.slos().throughput().forEach(slo -> {
            var meter = new ThroughputMeter(
                    slo.request(), run.profile().length(), slo.grace(), () -> recorder.began(scenario));
            recorder.addListener(meter::sample);
            throughput.put(slo, meter);
        });
        this.search = search(run, recorder);
        this.drift = run.file()
                .drift()
                .filter(limits -> run.profile().judgesDrift())
                .map(limits -> new Drift(
                        run.scenario().id(),
                        limits,
                        run.profile().gatesLatency(),
                        run.slos().whenNeeded(),
                        run.profile().length(),
                        () -> recorder.began(scenario)));
        search.ifPresent(found -> recorder.addListener(found::sample));
        drift.ifPresent(found -> recorder.addListener(found::sample));
    }

    private static Optional<CapacitySearch> search(PreparedRun run, Recorder recorder) {
        var levels = run.profile().levels().stream()
                .map(level -> new CapacityLevel(
                        level.perSecond(), new PartsRecorder.Part(level.from(), level.to()), level.users()))
                .toList();
        return levels.isEmpty()
                ? Optional.empty()
                : Optional.of(new CapacitySearch(
                        run.slos(),
                        levels,
                        run.profile().ceilingBy(),
                        () -> recorder.began(run.scenario().id())));
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

    /** What arriving users do first: they leave where a climb has ended, before they have sent anything. */
    Optional<ChainBuilder> leaving() {
        return search.map(climb -> exitHereIf(session -> climb.isOver(System.currentTimeMillis())));
    }

    AbortCriteria abort() {
        return abort;
    }

    /** Null for a merge, whose machines say it for themselves. */
    GeneratorHealth health() {
        return merge.isPresent() ? null : generator.seen();
    }

    /** How late the engine's own timer fired, of all machines together in a merge. */
    Lateness timer() {
        return merge.map(shares -> shares.machines().timers()).orElseGet(generator::lag);
    }

    /**
     * What is promised of the load itself, to be judged when it has ended.
     *
     * @param ended whether the load came to its end; where it was cut off, users who were not due yet are not missing
     * @param readings of the server's metrics, when the load has ended
     */
    Map<Promise, Supplier<Verdict>> promises(BooleanSupplier ended, Supplier<QuarterReadings> readings) {
        var promises = new LinkedHashMap<Promise, Supplier<Verdict>>();
        load.plannedUsers()
                .ifPresent(all -> promises.put(schedule.users(), () -> {
                    var replayed = recorder.lateness(scenario).orElseThrow();
                    var seen = merge.map(shares -> shares.machines().users(replayed))
                            .orElse(replayed);
                    var due = ended.getAsBoolean() ? all : Math.min(all, seen.all());
                    return schedule.users(due, seen, this::likelyCauses);
                }));
        start.filter(planned -> load.beginsWithAUser())
                .ifPresent(planned -> promises.put(schedule.start(), () -> schedule.start(lateMillis(planned))));
        promises.put(schedule.engine(), () -> schedule.engine(timer(), this::likelyCauses));
        throughput.forEach((slo, meter) -> promises.put(
                slo.promise(planned),
                () -> slo.judge(
                        planned,
                        meter.achieved(),
                        ended.getAsBoolean(),
                        load.profile().gatesLatency())));
        promises.putAll(abort.promises());
        search.ifPresent(climb -> promises.put(climb.promise(), () -> climb.verdict(ended.getAsBoolean())));
        drift.ifPresent(found -> promises.putAll(found.promises(
                ended, () -> readings.get().memory(), () -> readings.get().connections())));
        return promises;
    }

    /** When the load began; empty where no user has started. */
    Optional<Instant> began() {
        return recorder.began(scenario).stream()
                .mapToObj(Instant::ofEpochMilli)
                .map(load::beginning)
                .findFirst();
    }

    private OptionalLong lateMillis(PlannedStart planned) {
        return began().stream()
                .mapToLong(time -> Duration.between(planned.beginning(), time).toMillis())
                .findFirst();
    }

    private String likelyCauses() {
        return merge.map(shares -> shares.machines().likelyCauses())
                .orElseGet(() -> generator.seen().likelyCauses());
    }
}
