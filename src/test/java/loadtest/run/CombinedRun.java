package loadtest.run;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import loadtest.settings.BadInput;
import loadtest.target.Scenario;

/** The run of several scenarios at once, each as its own simulation wires it: one process, one load, one verdict. */
public final class CombinedRun {
    private final RunProcess process;
    private final WholeRun whole;
    private final Map<String, Function<Run, Wiring>> wirings = new LinkedHashMap<>();
    private Optional<RunningLoad> load = Optional.empty(); // until the population is asked for

    private CombinedRun(RunProcess process, WholeRun whole) {
        this.process = process;
        this.whole = whole;
    }

    /**
     * Prepares the scenarios that the settings choose, or ends this process in one line, as {@link Run#of} does: with 2
     * where one of them cannot run, since the others alone would not show how they meet.
     */
    public static CombinedRun of(Class<? extends Simulation> simulation) {
        var process = RunProcess.begin(Scenario.id(simulation));
        return new CombinedRun(process, process.prepare(simulation));
    }

    /** Adds what a scenario's own simulation hands over. */
    public CombinedRun with(Class<? extends Simulation> simulation, Function<Run, Wiring> wiring) {
        wirings.put(Scenario.id(simulation), wiring);
        return this;
    }

    /** Runs a simulation's constructor; what it throws ends this process as {@link #of} does. */
    public void prepare(Runnable setUp) {
        process.orExit(() -> {
            setUp.run();
            return this;
        });
    }

    /** All loads, after their warm-ups and followed by their verdicts; ends this process where an audit cannot begin. */
    public List<PopulationBuilder> populations() {
        return process.orExit(() -> {
            var runs = whole.parts().stream()
                    .map(part -> new Run(whole, part, process))
                    .toList();
            var wired = runs.stream().map(this::wired).toList();
            var started = RunningLoad.start(whole, wired, process);
            runs.forEach(run -> run.begin(started));
            load = Optional.of(started);
            return started.populations();
        });
    }

    /** What must hold for the engine to exit with 0; to be asked for after the population. */
    public List<Assertion> assertions() {
        return load.orElseThrow().assertions();
    }

    /** After this time the engine stops, even if answers are outstanding; to be asked for after the population. */
    public Duration bound() {
        return load.orElseThrow().bound();
    }

    /**
     * Tells the verdict and has the evidence written. Never throws: an exception here would cost the report and the
     * assertions.
     */
    public void finish() {
        load.ifPresent(RunningLoad::finish);
    }

    private WiredRun wired(Run run) {
        var scenario = run.file().scenario();
        var wiring = Optional.ofNullable(wirings.get(scenario.id()))
                .orElseThrow(() -> new BadInput(scenario.id() + " is not wired: add with(" + scenario.simulation()
                        + ".class, " + scenario.simulation() + "::wiring) to " + Scenario.simulation(whole.name())));
        return run.wired(wiring.apply(run));
    }
}
