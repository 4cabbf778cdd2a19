package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.core.actor.ActorRef;
import io.gatling.core.stats.writer.DataWriterMessage;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Error;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$User;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.concurrent.Promise;
import scala.concurrent.Promise$;
import scala.concurrent.duration.FiniteDuration;
import scala.runtime.BoxedUnit;

class SampleQueueTest {
    private static final DataWriterMessage FIRST = new DataWriterMessage$LoadEvent$User("redeem", 1, true);
    private static final DataWriterMessage SECOND = new DataWriterMessage$LoadEvent$User("redeem", 2, false);
    private static final DataWriterMessage STOP = new DataWriterMessage.Stop(Promise$.MODULE$.<BoxedUnit>apply());

    private final Log log = new Log(new ArrayList<>());
    private final SampleQueue queue = new SampleQueue().started(List.of(log::$bang));

    @AfterEach
    void stop() {
        queue.$bang(STOP);
    }

    /** A report of the engine that keeps what it is told. */
    private record Log(List<DataWriterMessage> told) implements ActorRef<DataWriterMessage> {
        @Override
        public void $bang(DataWriterMessage message) {
            told.add(message);
        }

        @Override
        public String name() {
            return "log";
        }

        @Override
        public <R> Promise<R> replyPromise(FiniteDuration timeout) {
            return Promise$.MODULE$.apply();
        }
    }

    @Test
    void aReportIsToldOfTheWholeLoadOnceBeforeItIsStopped() {
        var report = new QueuedReport(log, queue);
        for (var event : List.of(FIRST, SECOND)) {
            queue.$bang(event);
            report.$bang(event);
        }

        report.$bang(STOP);

        assertThat(log.told()).containsExactly(FIRST, SECOND, STOP);
    }

    @Test
    void noReportIsToldWhatTheTargetMayNotSay() {
        queue.$bang(new DataWriterMessage$LoadEvent$Error("found \u001b[2J", 3));
        queue.drain();

        assertThat(log.told()).containsExactly(new DataWriterMessage$LoadEvent$Error("found \\u001b[2J", 3));
    }
}
