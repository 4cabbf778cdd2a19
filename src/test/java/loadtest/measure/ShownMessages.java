package loadtest.measure;

import io.gatling.core.actor.ActorRef;
import io.gatling.core.stats.writer.DataWriterMessage;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Error;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Response;
import loadtest.settings.ForeignText;
import scala.concurrent.Promise;
import scala.concurrent.duration.FiniteDuration;

/**
 * Decorates a data writer of the engine: it masks and escapes failure messages before they reach Gatling's console, log
 * and report, and ours, because checks quote what the target answered.
 */
record ShownMessages(ActorRef<DataWriterMessage> writer) implements ActorRef<DataWriterMessage> {

    @Override
    public void $bang(DataWriterMessage message) {
        writer.$bang(shown(message));
    }

    @Override
    public String name() {
        return writer.name();
    }

    @Override
    public <R> Promise<R> replyPromise(FiniteDuration timeout) {
        return writer.replyPromise(timeout);
    }

    static DataWriterMessage shown(DataWriterMessage message) {
        if (message instanceof DataWriterMessage$LoadEvent$Response response
                && response.message().isDefined()) {
            return new DataWriterMessage$LoadEvent$Response(
                    response.scenario(),
                    response.groupHierarchy(),
                    response.name(),
                    response.startTimestamp(),
                    response.endTimestamp(),
                    response.status(),
                    response.responseCode(),
                    response.message().map(ForeignText::shown));
        }
        if (message instanceof DataWriterMessage$LoadEvent$Error error) {
            return new DataWriterMessage$LoadEvent$Error(ForeignText.shown(error.message()), error.timestamp());
        }
        return message instanceof DataWriterMessage.Crash crash
                ? new DataWriterMessage.Crash(ForeignText.shown(crash.cause()))
                : message;
    }
}
