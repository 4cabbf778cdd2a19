package loadtest.measure;

import io.gatling.core.actor.ActorRef;
import io.gatling.core.stats.writer.DataWriterMessage;
import scala.concurrent.Promise;
import scala.concurrent.duration.FiniteDuration;

/**
 * Stands in the engine's list for a report of its own that has the load from a queue. Anything else it is told here, after
 * what the queue still holds.
 */
record QueuedReport(ActorRef<DataWriterMessage> report, SampleQueue queue) implements ActorRef<DataWriterMessage> {

    @Override
    public void $bang(DataWriterMessage message) {
        if (!(message instanceof DataWriterMessage.LoadEvent)) {
            queue.drain();
            report.$bang(ShownMessage.of(message));
        }
    }

    @Override
    public String name() {
        return report.name();
    }

    @Override
    public <R> Promise<R> replyPromise(FiniteDuration timeout) {
        return report.replyPromise(timeout);
    }
}
