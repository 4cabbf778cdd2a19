package loadtest.scenario.campaign;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/** One of several senders takes batch after batch of a campaign's list until nothing is left of it. */
public final class SendCampaign {
    /** The longest Retry-After that a sender honours, in seconds; beyond it the sender drops the batch. */
    private static final int LONGEST_WAIT = 30;

    private static final int RETRIES = 5;

    private SendCampaign() {}

    /**
     * @param batches shared by all senders; each with the fields of the dispatcher's body and {@code more}, which is
     *     false once the list is empty
     * @param answered receives each session after an answer, with {@code dispatchStatus} and {@code dispatchAnswer} in the session;
     *     without these no answer came
     */
    public static ChainBuilder journey(
            Iterator<Map<String, Object>> batches, Campaigns campaigns, Consumer<Session> answered) {
        // The engine gives one iterator one single-threaded feeder, so two feed steps never hand out the same batch
        // twice.
        return feed(batches)
                .exec(asLongAs("#{more}")
                        .on(exec(handOver(campaigns, answered)).exec(breathe()).feed(batches)));
    }

    /** Sends the same batch again while the dispatcher answers with Retry-After, within bounds. */
    private static ChainBuilder handOver(Campaigns campaigns, Consumer<Session> answered) {
        return exec(session -> session.set("again", true).set("tries", 0))
                .exec(asLongAs("#{again}")
                        .on(exec(session -> session.removeAll(
                                        "dispatchStatus", "dispatchMillis", "dispatchAnswer", "retryAfter"))
                                .exec(campaigns.dispatch())
                                .exec(session -> {
                                    answered.accept(session);
                                    return decide(session);
                                })
                                .doIf("#{again}")
                                .then(pause("#{wait}"))));
    }

    private static Session decide(Session session) {
        var tries = session.getInt("tries") + 1;
        var throttled = session.contains("dispatchStatus") && session.getInt("dispatchStatus") == 429;
        var wait = throttled ? wait(session) : 0;
        return session.set("tries", tries)
                .set("wait", wait)
                .set("again", throttled && tries <= RETRIES && wait <= LONGEST_WAIT);
    }

    /** The seconds of Retry-After; 1 where the header is missing or cannot be read. */
    private static int wait(Session session) {
        var header = session.contains("retryAfter") ? session.getString("retryAfter") : "";
        return header != null && header.matches("\\d{1,6}") ? Integer.parseInt(header) : 1;
    }

    private static ChainBuilder breathe() {
        return pause(Duration.ofMillis(300), Duration.ofMillis(800));
    }
}
