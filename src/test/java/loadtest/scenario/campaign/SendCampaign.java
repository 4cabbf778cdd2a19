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
    /** A sender told to wait longer than this gives the batch up, in seconds. */
    private static final int LONGEST_WAIT = 30;

    private static final int RETRIES = 5;

    private SendCampaign() {}

    /**
     * @param batches shared by all senders; each with the fields of the dispatcher's body and {@code more}, which is
     *     false once the list is empty
     * @param answered told of each answer, with {@code dispatchStatus} and {@code dispatchAnswer} in the session;
     *     without these nothing was answered
     */
    public static ChainBuilder journey(
            Iterator<Map<String, Object>> batches, Campaigns campaigns, Consumer<Session> answered) {
        // Two feeds, one list: the engine gives the same iterator the same single-threaded feeder, so none comes twice.
        return feed(batches)
                .exec(asLongAs("#{more}")
                        .on(exec(handOver(campaigns, answered)).exec(breathe()).feed(batches)));
    }

    /** The same batch again for as long as the dispatcher asks to wait, within bounds. */
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

    /** Seconds, as Retry-After says; one where it says nothing we can read. */
    private static int wait(Session session) {
        var header = session.contains("retryAfter") ? session.getString("retryAfter") : "";
        return header != null && header.matches("\\d{1,6}") ? Integer.parseInt(header) : 1;
    }

    private static ChainBuilder breathe() {
        return pause(Duration.ofMillis(300), Duration.ofMillis(800));
    }
}
