package loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import loadtest.load.Profile;
import loadtest.measure.Generator;
import loadtest.measure.GeneratorHealth;
import loadtest.measure.Recorder;
import loadtest.slo.Abort;
import loadtest.slo.Promise;
import loadtest.slo.Schedule;
import loadtest.slo.Verdict;
import loadtest.slo.Watch;
import loadtest.target.ScenarioFile;

/** Watches over a run while it goes: whether to give it up, and whether the load is the load that was planned. */
final class Vigilance implements AutoCloseable {
    private final Abort abort;
    private final Schedule schedule;
    private final OptionalLong planned;
    private final Recorder recorder;
    private final Generator generator = new Generator();

    Vigilance(ScenarioFile file, Profile profile, Recorder recorder) {
        this.abort = new Abort(file.abort());
        this.schedule = file.schedule().gating(profile.gatesLatency());
        this.planned = profile.plannedUsers();
        this.recorder = recorder;
        recorder.tell(abort::sample);
    }

    /** Begins with the load. */
    void start() {
        generator.start();
    }

    /** The user who watches, beside the load. */
    PopulationBuilder population(BooleanSupplier ended) {
        return new Watch(abort, generator::engineLag, ended).scenario().injectOpen(atOnceUsers(1));
    }

    /** How many users are to arrive; empty in a closed model. Counted once, as a long profile has millions. */
    OptionalLong planned() {
        return planned;
    }

    Abort abort() {
        return abort;
    }

    GeneratorHealth health() {
        return generator.seen();
    }

    /**
     * What is promised of the load itself, to be judged when it has ended.
     *
     * @param ended whether it came to its end; of a run that was cut off, those who were not due yet are not missed
     */
    Map<Promise, Supplier<Verdict>> promises(BooleanSupplier ended) {
        var promises = new LinkedHashMap<Promise, Supplier<Verdict>>();
        planned.ifPresent(all -> promises.put(schedule.users(), () -> {
            var seen = recorder.lateness().orElseThrow();
            var due = ended.getAsBoolean() ? all : Math.min(all, seen.all());
            return schedule.users(due, seen, this::troubles);
        }));
        promises.put(schedule.engine(), () -> schedule.engine(generator.lag(), this::troubles));
        return promises;
    }

    @Override
    public void close() {
        generator.close();
    }

    private String troubles() {
        return generator.seen().troubles();
    }
}
