package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.Iterator;
import java.util.Map;
import loadtest.target.Origin;

/** An engineer on call requests every endpoint of the agent API once, to see that each one works. */
public final class SmokeTour {
    private SmokeTour() {}

    /** @param personas accounts, each with {@code email, password, orgSlug} */
    public static ChainBuilder journey(Origin api, Iterator<Map<String, Object>> personas, SignIn signIn) {
        return feed(personas)
                .exec(signIn.chain(api))
                .exec(seeThatItIsAlive(api))
                .exec(Pause.think())
                .exec(lookAtTheDashboards(api))
                .exec(Pause.think())
                .exec(Functions.telemetrySync(api));
    }

    private static ChainBuilder seeThatItIsAlive(Origin api) {
        return exec(Health.healthz(api)).exec(Pause.think()).exec(Health.readiness(api));
    }

    private static ChainBuilder lookAtTheDashboards(Origin api) {
        return exec(Agents.telemetry(api)).exec(Pause.think()).exec(Approvals.list(api));
    }
}
