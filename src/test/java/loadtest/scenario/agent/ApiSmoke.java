package loadtest.scenario.agent;

import io.gatling.javaapi.core.Simulation;
import loadtest.run.Run;
import loadtest.target.Protocols;

/** {@code api_smoke}: every endpoint of the agent API answers, and fast. */
public final class ApiSmoke extends Simulation {
    private final Run run = Run.of(ApiSmoke.class);

    public ApiSmoke() {
        run.prepare(this::prepare);
    }

    private void prepare() {
        var accounts = Accounts.of(run);
        var journey = SmokeTour.journey(run.origin(AgentApi.SERVER), accounts.cycle(), accounts.signIn());
        setUp(run.population(journey))
                .protocols(Protocols.devices())
                .assertions(run.assertions())
                .maxDuration(run.bound());
    }

    @Override
    public void after() {
        run.finish();
    }
}
