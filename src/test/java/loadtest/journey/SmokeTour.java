package loadtest.journey;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.Iterator;
import java.util.Map;
import loadtest.endpoint.Agents;
import loadtest.endpoint.Approvals;
import loadtest.endpoint.Functions;
import loadtest.endpoint.Health;

/** An engineer on call walks once past every door of the agent API, to see that each is open. */
public final class SmokeTour {
    private SmokeTour() {}

    /** @param personas accounts, each with {@code email, password, orgSlug} */
    public static ChainBuilder journey(Iterator<Map<String, Object>> personas, SignIn signIn) {
        return feed(personas)
                .exec(signIn.chain())
                .exec(seeThatItIsAlive())
                .exec(Pause.think())
                .exec(lookAtTheDashboards())
                .exec(Pause.think())
                .exec(Functions.telemetrySync());
    }

    private static ChainBuilder seeThatItIsAlive() {
        return exec(Health.healthz()).exec(Pause.think()).exec(Health.readiness());
    }

    private static ChainBuilder lookAtTheDashboards() {
        return exec(Agents.telemetry()).exec(Pause.think()).exec(Approvals.list());
    }
}
