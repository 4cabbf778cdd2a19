package loadtest.scenario.agent;

import io.gatling.javaapi.core.Simulation;
import loadtest.run.Run;
import loadtest.run.Wiring;
import loadtest.target.Protocols;

/** {@code api_smoke}: every endpoint of the agent API answers, and fast. */
public final class ApiSmoke extends Simulation {
    private final Run run = Run.of(ApiSmoke.class);

    public ApiSmoke() {
        run.prepare(() ->
                setUp(run.population(wiring(run))).assertions(run.assertions()).maxDuration(run.bound()));
    }

    /** What a run of it is made of, alone or with others. */
    public static Wiring wiring(Run run) {
        var accounts = Accounts.of(run);
        var journey = SmokeTour.journey(run.origin(AgentApi.SERVER), accounts.cycle(), accounts.signIn());
        return Wiring.of(journey, Protocols.devices());
    }

    @Override
    public void after() {
        run.finish();
    }
}
