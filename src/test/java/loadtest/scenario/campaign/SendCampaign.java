package loadtest.scenario.campaign;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import loadtest.settings.Dispatching;

/** One of several senders takes batch after batch of a campaign's list until nothing is left of it. */
public final class SendCampaign {
    private final Campaigns campaigns;
    private final Dispatching dispatching;
    private final BiConsumer<Session, NextTry> answered;

    /**
     * @param dispatching how long a sender waits between batches
     * @param answered receives each session after an answer, with {@code tries}, {@code dispatchStatus} and
     *     {@code dispatchAnswer} in the session, and what the sender does next; without the last two no answer came
     */
    SendCampaign(Campaigns campaigns, Dispatching dispatching, BiConsumer<Session, NextTry> answered) {
        this.campaigns = campaigns;
        this.dispatching = dispatching;
        this.answered = answered;
    }

    /**
     * @param batches shared by all senders; each with the fields of the dispatcher's body and {@code more}, which is
     *     false once the list is empty
     */
    ChainBuilder journey(Iterator<Map<String, Object>> batches) {
        // The engine gives one iterator one single-threaded feeder, so two feed steps never hand out the same batch
        // twice.
        return feed(batches)
                .exec(asLongAs("#{more}").on(exec(handOver()).exec(breathe()).feed(batches)));
    }

    /** Sends the same batch again while the dispatcher tells to wait, within bounds. */
    private ChainBuilder handOver() {
        return exec(session -> session.set("again", true).set("tries", 0))
                .exec(asLongAs("#{again}")
                        .on(exec(session ->
                                        session.removeAll(Campaigns.ANSWER).set("tries", session.getInt("tries") + 1))
                                .exec(campaigns.dispatch())
                                .exec(this::decide)
                                .doIf("#{again}")
                                .then(pause(session -> session.<Duration>get("wait")))));
    }

    private Session decide(Session session) {
        var status = session.contains("dispatchStatus") ? session.getInt("dispatchStatus") : 0;
        var next = NextTry.after(
                status, session.getInt("tries"), text(session, "retryAfter"), text(session, "date"), Instant.now());
        answered.accept(session, next);
        return session.set("wait", next.pause()).set("again", next.again());
    }

    private static Optional<String> text(Session session, String attribute) {
        return session.contains(attribute) ? Optional.ofNullable(session.getString(attribute)) : Optional.empty();
    }

    private ChainBuilder breathe() {
        return pause(dispatching.shortestWait(), dispatching.longestWait());
    }
}
