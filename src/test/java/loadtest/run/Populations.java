package loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loadtest.measure.EngineHook;
import loadtest.measure.GeneratorMonitor;
import loadtest.measure.Recorder;
import loadtest.settings.StartSteps;
import loadtest.slo.AbortUser;
import loadtest.target.WarmUp;

/**
 * The populations that the engine runs.
 *
 * @param wired one for each scenario
 * @param parts of the load, in the order of the scenarios
 */
record Populations(List<WiredRun> wired, List<LoadPart> parts, EngineHook hook, GeneratorMonitor generator) {
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** Of each scenario warm-up, load and verdicts, one after the other; beside the loads is one monitor. */
    List<PopulationBuilder> all() {
        var all = new ArrayList<PopulationBuilder>();
        for (int i = 0; i < wired.size(); i++) {
            var beside =
                    new ArrayList<>(List.of(load(wired.get(i), parts.get(i)).andThen(verdicts(parts.get(i)))));
            if (i == 0) {
                beside.add(watch());
            }
            all.add(warmUp(wired.get(i)).andThen(beside));
        }
        StartSteps.done("classes, monitor and display");
        return all;
    }

    /** The load of other machines, in the place of one of this process: its own has no user. */
    PopulationBuilder replayed(Merge shares, Recorder recorder) {
        var nobody = users(wired.get(0), parts.get(0)).injectOpen(nothingFor(MOMENT));
        return new Replay(shares, recorder, hook, parts.get(0).monitor().abort())
                .scenario()
                .injectOpen(atOnceUsers(1))
                .andThen(nobody, verdicts(parts.get(0)));
    }

    private static PopulationBuilder verdicts(LoadPart part) {
        return part.gate().scenario().injectOpen(atOnceUsers(1));
    }

    private static PopulationBuilder warmUp(WiredRun one) {
        var open = one.run().profile().open();
        var end = one.run().timing().start().map(planned -> planned.warmUpEnd(open));
        return WarmUp.of(one.run().named("warm-up"), one.origins(), end)
                .injectOpen(atOnceUsers(1))
                .protocols(one.wiring().protocol());
    }

    private PopulationBuilder load(WiredRun one, LoadPart part) {
        var beginning = one.run().timing().start().map(PlannedStart::beginning);
        return one.run()
                .load()
                .inject(users(one, part), beginning)
                .protocols(one.wiring().protocol());
    }

    private ScenarioBuilder users(WiredRun one, LoadPart part) {
        var group = one.run().group();
        var journey = one.wiring().journey();
        var arrival = scenario(one.run().scenario().id()).exec(hook);
        return part.monitor()
                .leaving()
                .map(arrival::exec)
                .orElse(arrival)
                .exec(group.isEmpty() ? journey : group(group).on(journey));
    }

    /** One user beside the load, who probes the abort criteria and the engine's timer. */
    private PopulationBuilder watch() {
        var abort = parts.stream().map(part -> part.monitor().abort()).toList();
        return new AbortUser(abort, generator::engineLag, this::loadEnded)
                .scenario()
                .injectOpen(atOnceUsers(1));
    }

    private boolean loadEnded() {
        return parts.stream().allMatch(part -> part.gate().loadEnded());
    }
}
