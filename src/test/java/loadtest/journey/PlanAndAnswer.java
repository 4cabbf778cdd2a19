package loadtest.journey;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import loadtest.endpoint.Agents;

/** An auditor plans an audit with the assistant, asks it a question and looks how many calls are left. */
public final class PlanAndAnswer {
    private PlanAndAnswer() {}

    /** Needs {@code token, orgSlug} and, where there is one, {@code engagementId}. */
    public static ChainBuilder journey() {
        return exec(openASession())
                .exec(Pause.think())
                .exec(askForAPlan())
                .exec(Pause.think())
                .exec(askAQuestion())
                .exec(Pause.think())
                .exec(Agents.rateLimitStatus());
    }

    private static ChainBuilder openASession() {
        return exec(Agents.start()).exitHereIfFailed();
    }

    private static ChainBuilder askForAPlan() {
        return exec(Agents.plan());
    }

    private static ChainBuilder askAQuestion() {
        return exec(Agents.respond());
    }
}
