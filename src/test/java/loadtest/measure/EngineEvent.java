package loadtest.measure;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.core.stats.writer.DataWriterMessage;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Response;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$User;
import java.util.Optional;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** What the engine reports to its data writers, as events of ours, and the other way round. */
final class EngineEvent {
    private EngineEvent() {}

    /** Empty for what the recorder is not told. */
    static Optional<LoadEvent> of(DataWriterMessage.LoadEvent reported) {
        if (reported instanceof DataWriterMessage$LoadEvent$Response response) {
            var groups = CollectionConverters.asJava(response.groupHierarchy());
            return Optional.of(new LoadEvent.Ended(EngineSample.of(response), groups));
        }
        return reported instanceof DataWriterMessage$LoadEvent$User user
                ? Optional.of(new LoadEvent.User(user.scenario(), user.start(), user.timestamp()))
                : Optional.empty();
    }

    /** Empty for what the engine does not report. */
    static Optional<DataWriterMessage> message(LoadEvent event) {
        if (event instanceof LoadEvent.User user) {
            return Optional.of(new DataWriterMessage$LoadEvent$User(user.scenario(), user.time(), user.start()));
        }
        return event instanceof LoadEvent.Ended ended ? Optional.of(response(ended)) : Optional.empty();
    }

    private static DataWriterMessage response(LoadEvent.Ended ended) {
        var sample = ended.sample();
        var code = sample.sent() ? sample.code().map(String::valueOf) : Optional.of(Unsent.CODE);
        return new DataWriterMessage$LoadEvent$Response(
                sample.scenario(),
                CollectionConverters.asScala(ended.groups()).toList(),
                sample.name(),
                sample.start(),
                ended.time(),
                sample.ok() ? OK$.MODULE$ : KO$.MODULE$,
                OptionConverters.toScala(code),
                OptionConverters.toScala(sample.message()));
    }
}
