package loadtest.measure;

import io.gatling.core.actor.ActorRef;
import io.gatling.core.stats.writer.DataWriterMessage;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import scala.concurrent.Promise;
import scala.concurrent.Promise$;
import scala.concurrent.duration.FiniteDuration;
import scala.runtime.BoxedUnit;

/**
 * Receives what the engine reports of a load, once for all reports, and hands it on in the same order, many events at a
 * time. The engine's own actors wake a thread for nearly each event, which costs more CPU than all that is done with it.
 */
final class SampleQueue implements ActorRef<DataWriterMessage> {
    private static final int PERIOD_MILLIS = 20;

    private final Queue<DataWriterMessage.LoadEvent> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Daemon.scheduler("samples");
    private List<Consumer<DataWriterMessage.LoadEvent>> receivers = List.of();

    /**
     * Hands on from now on, until the engine stops.
     *
     * @param to each of these, by one thread at a time
     */
    synchronized SampleQueue started(List<Consumer<DataWriterMessage.LoadEvent>> to) {
        receivers = List.copyOf(to);
        clock.scheduleWithFixedDelay(this::drain, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** The engine's last message is answered when everything before it has been handed on. */
    @Override
    public void $bang(DataWriterMessage message) {
        if (message instanceof DataWriterMessage.LoadEvent event) {
            var shown = ShownMessage.of(event);
            if (shown instanceof DataWriterMessage$LoadEvent$Response response) {
                LastSample.note(response);
            }
            waiting.add(shown);
        } else if (message instanceof DataWriterMessage.Stop stop) {
            drain();
            clock.shutdown();
            stop.stopPromise().trySuccess(BoxedUnit.UNIT);
        }
    }

    /** Hands on what has been reported up to now: all of it to one, so that it is still at work when the next comes. */
    synchronized void drain() {
        var events = new ArrayList<DataWriterMessage.LoadEvent>();
        for (var event = waiting.poll(); event != null; event = waiting.poll()) {
            events.add(event);
        }
        receivers.forEach(receiver -> events.forEach(event -> hand(event, receiver)));
    }

    private static void hand(DataWriterMessage.LoadEvent event, Consumer<DataWriterMessage.LoadEvent> receiver) {
        try {
            receiver.accept(event);
        } catch (RuntimeException e) {
            System.out.println("the evidence is incomplete: a sample was not counted: " + Failure.line(e));
        }
    }

    @Override
    public String name() {
        return "samples";
    }

    @Override
    public <R> Promise<R> replyPromise(FiniteDuration timeout) {
        return Promise$.MODULE$.apply();
    }
}
