package loadtest.testing;

import io.gatling.javaapi.core.Simulation;
import java.util.Comparator;
import java.util.stream.Stream;
import loadtest.target.Scenario;
import loadtest.target.ScenarioFile;
import loadtest.target.Scenarios;
import loadtest.target.Simulations;

/**
 * A scenario that a test of the harness runs because any will do. It is picked by what it has, never by its name, so
 * that a scenario can be removed without an edit here or there.
 *
 * @param file all that its file says
 */
public record Workload(ScenarioFile file) {
    /** Of the agent API's scenarios the one with the fewest audited promises, and then with the fewest requests. */
    public static Workload simplest() {
        return ofTheAgentApi()
                .min(Comparator.<Workload>comparingInt(
                                one -> one.file.scenario().room().audited().size())
                        .thenComparingInt(one -> one.file.slos().requestNames().size()))
                .orElseThrow(() -> new AssertionError("no scenario loads the agent API"));
    }

    /** The agent API alone limits the calls of an account. */
    public static Stream<Workload> ofTheAgentApi() {
        return Scenarios.onClassPath().files().stream()
                .filter(file -> file.limitedCallsPerUser() > 0)
                .map(Workload::new);
    }

    public static Workload of(Scenario scenario) {
        return new Workload(Scenarios.onClassPath().file(scenario.id()));
    }

    public String id() {
        return file.scenario().id();
    }

    /** A run of it in a JVM of its own. */
    public Trial trial() {
        return new Trial(simulation());
    }

    /** A request that reads only. */
    public String get() {
        return file.slos().requestNames().stream()
                .filter(name -> name.startsWith("GET "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id() + " has no GET request"));
    }

    /** The simple name of its class, as {@code -Dsimulation} has it. */
    public String simulationName() {
        return file.scenario().simulation();
    }

    public Class<? extends Simulation> simulation() {
        try {
            var name = Simulations.classes().get(file.scenario().simulation()).get(0);
            return Class.forName(name).asSubclass(Simulation.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(id(), e);
        }
    }
}
