package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.gatling.javaapi.core.Simulation;
import java.io.File;
import java.util.stream.Collectors;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.target.Simulations;
import org.junit.jupiter.api.Test;

/** {@code .gatling/package.conf} describes every scenario, by its own id. */
class PackageConfTest {
    private static final Config DESCRIPTION = ConfigFactory.parseFile(new File(".gatling/package.conf"))
            .resolve()
            .getConfig("gatling.enterprise.package");

    @Test
    void everyScenarioIsDescribedByItsId() {
        var described = DESCRIPTION.getConfigList("simulations").stream()
                .collect(Collectors.toMap(entry -> entry.getString("name"), entry -> entry.getString("simulation")));
        var scenarios = Scenarios.onClassPath().all().stream()
                .collect(Collectors.toMap(Scenario::id, scenario -> Simulations.classes()
                        .get(scenario.simulation())
                        .get(0)));

        assertThat(described).isEqualTo(scenarios);
    }

    @Test
    void everyDescribedClassIsASimulation() throws ClassNotFoundException {
        for (var entry : DESCRIPTION.getConfigList("simulations")) {
            var simulation = Class.forName(
                    entry.getString("simulation"), false, getClass().getClassLoader());

            assertThat(Simulation.class).isAssignableFrom(simulation);
        }
    }
}
