package loadtest.scenario.agent;

import io.gatling.javaapi.core.Simulation;
import loadtest.run.Run;
import loadtest.target.Protocols;

/** {@code agent_journeys}: what auditors do all day. */
public final class AgentJourneys extends Simulation {
    private final Run run = Run.of(AgentJourneys.class);

    public AgentJourneys() {
        run.prepare(this::prepare);
    }

    private void prepare() {
        var accounts = Accounts.of(run);
        var sessions = new Sessions();
        var journey = AuditorsDay.journey(
                run.origin(AgentApi.SERVER), accounts.cycle(), accounts.signIn(), accounts.haveEngagements(), sessions);
        setUp(run.population(journey, sessions.audit(run)))
                .protocols(Protocols.devices())
                .assertions(run.assertions())
                .maxDuration(run.bound());
    }

    @Override
    public void after() {
        run.finish();
    }
}
