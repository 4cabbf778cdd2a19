package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.javaapi.core.Simulation;
import java.util.HashMap;
import java.util.Map;
import loadtest.target.Scenarios;
import loadtest.target.Simulations;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of every scenario has an SLO row, and every row a request. The engine alone can build journeys, and a
 * run compares them with its file before anything is sent; so one row too many and one too few must be all it names.
 */
class PromisedIT {
    private static final int CANNOT_RUN = 2;
    private static final Map<String, String> DEPLOYMENT = new HashMap<>();

    static Iterable<String> scenarios() {
        return Scenarios.onClassPath().ids();
    }

    @BeforeAll
    static void seed() {
        DEPLOYMENT.putAll(StagingDeployment.reseeded());
        DEPLOYMENT.putAll(StagingDeployment.fourSecrets());
        DEPLOYMENT.put("PERF_ENGAGEMENT_ID", "demo-engagement");
    }

    @Test
    void ofTheSimplestScenario() throws Exception {
        aRequestWithoutARowAndARowWithoutARequestAreNamed(Workload.simplest().id());
    }

    @Tag("more-runs")
    @ParameterizedTest
    @MethodSource("scenarios")
    void aRequestWithoutARowAndARowWithoutARequestAreNamed(String id) throws Exception {
        var file = Scenarios.onClassPath().file(id);
        var forgotten = file.slos().requestNames().iterator().next();
        var run = new Trial(simulation(file.scenario().simulation()))
                .with(DEPLOYMENT)
                .scenarioFile("abort", null)
                .scenarioFile("throughput", null)
                .scenarioFile("requests.\"" + forgotten + "\"", null)
                .slo("GET /nowhere", Map.of("p95", "1 s"))
                .run();

        assertThat(run.exit()).as(run.output()).isEqualTo(CANNOT_RUN);
        assertThat(run.output())
                .contains(id + " cannot run: scenarios/" + id + ".conf: requests: no row for '" + forgotten
                        + "': add \"" + forgotten + "\" { p95 = 900 ms }; 'GET /nowhere' is a request that no journey"
                        + " makes: remove it\n");
        assertThat(run.sentNothing()).isTrue();
    }

    private static Class<? extends Simulation> simulation(String simpleName) throws ClassNotFoundException {
        var name = Simulations.classes().get(simpleName).get(0);
        return Class.forName(name, false, PromisedIT.class.getClassLoader()).asSubclass(Simulation.class);
    }
}
