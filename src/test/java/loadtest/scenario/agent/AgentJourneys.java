package loadtest.scenario.agent;

import io.gatling.javaapi.core.Simulation;
import loadtest.run.Run;
import loadtest.run.Wiring;
import loadtest.target.Protocols;

/** {@code agent_journeys}: what auditors do all day. */
public final class AgentJourneys extends Simulation {
    private final Run run = Run.of(AgentJourneys.class);

    public AgentJourneys() {
        run.prepare(() ->
                setUp(run.population(wiring(run))).assertions(run.assertions()).maxDuration(run.bound()));
    }

    /** What a run of it is made of, alone or with others. */
    public static Wiring wiring(Run run) {
        var accounts = Accounts.of(run);
        var sessions = new Sessions();
        var journey = AuditorsDay.journey(
                run.origin(AgentApi.SERVER), accounts.cycle(), accounts.signIn(), accounts.haveEngagements(), sessions);
        return Wiring.of(journey, Protocols.devices(), sessions.audit(run));
    }

    @Override
    public void after() {
        run.finish();
    }
}
