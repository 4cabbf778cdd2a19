package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.roundRobinSwitch;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import loadtest.target.Origin;

/** Three of four auditors plan and ask, one has finished and syncs. They alternate, so that short runs keep the mix. */
public final class AuditorsDay {
    private AuditorsDay() {}

    /**
     * @param personas accounts, each with {@code email, password, orgSlug} and perhaps {@code engagementId}
     * @param archives whether there are engagements to archive
     * @param given receives sessions and plans, see {@link PlanAndAnswer#journey}
     */
    public static ChainBuilder journey(
            Origin api,
            Iterator<Map<String, Object>> personas,
            SignIn signIn,
            boolean archives,
            Consumer<Session> given) {
        var plan = PlanAndAnswer.journey(api, given);
        var sync = archives ? TelemetryAfterRun.journey(api) : TelemetryAfterRun.withoutArchive(api);
        return feed(personas).exec(signIn.chain(api)).exec(roundRobinSwitch().on(plan, plan, plan, sync));
    }
}
