package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.function.Consumer;
import loadtest.run.SessionHook;
import loadtest.target.Origin;

/** An auditor plans an audit with the assistant, asks it a question and checks how many calls are left. */
public final class PlanAndAnswer {
    private PlanAndAnswer() {}

    /**
     * Needs {@code token, orgSlug} and, where there is one, {@code engagementId}.
     *
     * @param given receives each answered session, with {@code sessionId}, and again its plan, with
     *     {@code planSteps}
     */
    public static ChainBuilder journey(Origin api, Consumer<Session> given) {
        return exec(openASession(api, given))
                .exec(Pause.think())
                .exec(askForAPlan(api, given))
                .exec(Pause.think())
                .exec(askAQuestion(api))
                .exec(Pause.think())
                .exec(Agents.rateLimitStatus(api));
    }

    private static ChainBuilder openASession(Origin api, Consumer<Session> given) {
        return exec(Agents.start(api)).exitHereIfFailed().exec(SessionHook.of(given));
    }

    private static ChainBuilder askForAPlan(Origin api, Consumer<Session> given) {
        return exec(Agents.plan(api)).exec(SessionHook.of(given));
    }

    private static ChainBuilder askAQuestion(Origin api) {
        return exec(Agents.respond(api));
    }
}
