package loadtest.journey;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.function.Consumer;
import loadtest.endpoint.Agents;

/** An auditor plans an audit with the assistant, asks it a question and looks how many calls are left. */
public final class PlanAndAnswer {
    private PlanAndAnswer() {}

    /**
     * Needs {@code token, orgSlug} and, where there is one, {@code engagementId}.
     *
     * @param given told of each session an auditor was given, with {@code sessionId}, and again of its plan, with
     *     {@code planSteps}
     */
    public static ChainBuilder journey(Consumer<Session> given) {
        return exec(openASession(given))
                .exec(Pause.think())
                .exec(askForAPlan(given))
                .exec(Pause.think())
                .exec(askAQuestion())
                .exec(Pause.think())
                .exec(Agents.rateLimitStatus());
    }

    private static ChainBuilder openASession(Consumer<Session> given) {
        return exec(Agents.start()).exitHereIfFailed().exec(Telling.to(given));
    }

    private static ChainBuilder askForAPlan(Consumer<Session> given) {
        return exec(Agents.plan()).exec(Telling.to(given));
    }

    private static ChainBuilder askAQuestion() {
        return exec(Agents.respond());
    }
}
