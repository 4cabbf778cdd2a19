package loadtest.testing;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import loadtest.report.summary.ScenarioSummary;
import loadtest.report.summary.Summary;
import loadtest.target.Scenarios;
import loadtest.target.Simulations;

/** Runs of all scenarios at once, whatever these are. */
public final class Together {
    private Together() {}

    /** The simulation that combines all. */
    public static Class<? extends Simulation> simulation() {
        var all = Scenarios.onClassPath().combinations().get(0);
        try {
            return Class.forName(Simulations.classes().get(all.simulation()).get(0))
                    .asSubclass(Simulation.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(all.id(), e);
        }
    }

    /** The summary of a run of two scenarios, of which the redeems' has broken promises. */
    public static Summary summary() {
        var run = SampleRuns.blown();
        var of = run.traffic();
        var redeem = ScenarioSummary.of("station_redeem_peak", of.load(), of.overall(), null, run.verdicts());
        var smoke = ScenarioSummary.of("api_smoke", of.load(), of.overall(), null, run.verdicts());
        return new Summary(
                Summary.Identity.alone(
                        "everything", run.identity().profile(), run.identity().runId(), null),
                run.result(),
                run.conditions(),
                new Summary.Traffic(
                        of.load(), of.requests(), of.overall(), of.waba(), List.of(), List.of(smoke, redeem)),
                run.verdicts(),
                run.observations(),
                run.remarks());
    }

    /** Gives each scenario a load of three seconds, and limits of latency that a busy test machine keeps, too. */
    public static Trial shortly(Trial trial) throws IOException {
        for (var file : Scenarios.onClassPath().files()) {
            trial.on(file.scenario()).patient();
            if (file.scenario().dispatches()) {
                trial.profile("ci", "at-once 2 users", Map.of("targets", 200));
            } else {
                trial.profile("ci", "hold 3 per second for 3 s", Map.of());
            }
        }
        return trial;
    }
}
