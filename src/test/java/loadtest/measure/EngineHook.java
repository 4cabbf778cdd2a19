package loadtest.measure;

import io.gatling.core.action.Action;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.stats.writer.DataWriterMessage;
import io.gatling.core.stats.writer.LogFileDataWriter;
import io.gatling.core.stats.writer.RunMessage;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.engine.HttpEngine;
import io.gatling.http.protocol.HttpProtocol$;
import io.gatling.javaapi.core.ActionBuilder;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import loadtest.settings.Daemon;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Passes every sample of a run to the {@link Recorder}, exactly as Gatling's report sees it: with its status code, and
 * with failures that had no response.
 *
 * <p>Gatling has no plug-in point for this. While the scenario is built, the hook puts a {@link SampleQueue} before the
 * data writers in the private list of Gatling's statistics engine; a virtual user costs nothing.
 * {@code GreenRunIT} compares our counts with Gatling's and so fails if an engine upgrade breaks this. If the private
 * field is gone, the run crashes with a message that names this class, instead of recording nothing.
 */
public final class EngineHook implements ActionBuilder {
    private static final long LONGEST_STOP_MILLIS = 1_000;

    private final Recorder recorder;
    private final Optional<Consumer<LoadEvent>> copy;
    private final List<ActorRef<DataWriterMessage>> reports = new ArrayList<>(); // the engine's own
    private final SampleQueue samples = new SampleQueue();
    private Optional<String> runId = Optional.empty();
    private Optional<HttpEngine> client = Optional.empty();
    private volatile boolean stopped;

    /** @param recorder receives every sample, on one thread of the engine */
    public EngineHook(Recorder recorder) {
        this(recorder, Optional.empty());
    }

    /** @param copy receives the same, in the same order */
    public EngineHook(Recorder recorder, Optional<Consumer<LoadEvent>> copy) {
        this.recorder = recorder;
        this.copy = copy;
    }

    /** Has the engine's reports hold an event of another machine, as if it had happened here. */
    public synchronized void report(LoadEvent event) {
        EngineEvent.message(event).ifPresent(message -> reports.forEach(report -> report.$bang(message)));
    }

    @Override
    public io.gatling.core.action.builder.ActionBuilder asScala() {
        return new io.gatling.core.action.builder.ActionBuilder() {
            @Override
            public Action build(ScenarioContext context, Action next) {
                install(context.coreComponents().statsEngine());
                hold(context.protocolComponentsRegistry()
                        .components(HttpProtocol$.MODULE$.HttpProtocolKey())
                        .httpEngine());
                return next;
            }
        };
    }

    /** The name of the folder that Gatling made for this run; empty before the engine has built the scenario. */
    public synchronized Optional<String> runId() {
        return runId;
    }

    /**
     * Stops the load of an interrupted run: nothing is sent after this returns. Stopping the engine would not do, since
     * its users go on until it has shut down. Requests under way are cut off and not recorded.
     */
    public synchronized void stopLoad() {
        samples.drain();
        stopped = true;
        client.ifPresent(EngineHook::close);
    }

    /** Closes in a thread of its own, with a limit: closing waits forever for a connection that is gone. */
    private static void close(HttpEngine client) {
        var closing = Daemon.thread("stop-load", client::close);
        closing.start();
        try {
            closing.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void hold(HttpEngine http) {
        client = Optional.of(http);
    }

    private synchronized void install(StatsEngine engine) {
        if (runId.isPresent()) {
            return;
        }
        try {
            var field = field(engine, "dataWriters");
            @SuppressWarnings("unchecked")
            var writers = (Seq<ActorRef<DataWriterMessage>>) field.get(engine);
            runId = Optional.of(runId(CollectionConverters.asJava(writers)));
            reports.addAll(CollectionConverters.asJava(writers));
            var receivers = new ArrayList<Consumer<DataWriterMessage.LoadEvent>>();
            receivers.add(this::record);
            reports.forEach(report -> receivers.add(report::$bang));
            var all = new ArrayList<ActorRef<DataWriterMessage>>();
            all.add(samples.started(receivers));
            reports.forEach(report -> all.add(new QueuedReport(report, samples)));
            field.set(engine, CollectionConverters.asScala(all).toSeq());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "this version of Gatling cannot be tapped for samples: see " + EngineHook.class.getName(), e);
        }
    }

    /** Read from the writer of Gatling's own log, which is the one that knows it. */
    private static String runId(List<ActorRef<DataWriterMessage>> writers) throws ReflectiveOperationException {
        for (var writer : writers) {
            if (field(writer, "actor").get(writer) instanceof LogFileDataWriter log) {
                return ((RunMessage) field(log, "runMessage").get(log)).runId();
            }
        }
        throw new NoSuchFieldException("no writer of a log file");
    }

    private static Field field(Object owner, String name) throws NoSuchFieldException {
        var field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private void record(DataWriterMessage.LoadEvent reported) {
        if (!stopped) {
            EngineEvent.of(reported).ifPresent(this::record);
        }
    }

    private void record(LoadEvent event) {
        copy.ifPresent(receiver -> receiver.accept(event));
        event.tell(recorder);
    }
}
